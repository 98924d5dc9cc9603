import journal

accounts = {}


def open_account(name):
    accounts[name] = 0
    journal.write(f"opened {name}")
