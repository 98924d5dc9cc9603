def system(command):
    return command
