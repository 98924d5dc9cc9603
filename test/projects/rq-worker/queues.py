names = ["mail"]
