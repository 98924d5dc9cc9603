def start(environment):
    environment.create_local_runner()
