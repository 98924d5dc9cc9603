from shop.jobs import start

start()
app = print
