FIELDS = ("north", "south")
