def parse(document):
    return document
