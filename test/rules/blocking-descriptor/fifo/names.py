COMMANDS = "commands"
