from huey import MemoryHuey

import receipts

huey = MemoryHuey("shop")


@huey.task()
def send_receipt(order):
    return receipts.send(order)
