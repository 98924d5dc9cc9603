from history import remember


def register(socketio):
    @socketio.on("message")
    def message(text):
        import profanity

        remember(profanity.clean(text))
