HOME = "home"
