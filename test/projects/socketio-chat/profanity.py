def clean(text):
    return text.replace("darn", "****")
