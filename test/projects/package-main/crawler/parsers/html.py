def parse(document):
    return document.strip("<>")
