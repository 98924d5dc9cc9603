NAME = "report"
