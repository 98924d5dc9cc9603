from shop.mail import send

if __name__ == "__main__":
    send()
