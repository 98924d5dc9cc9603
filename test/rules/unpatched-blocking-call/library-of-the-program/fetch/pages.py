import grequests


def pages(addresses):
    return grequests.map(grequests.get(address) for address in addresses)
