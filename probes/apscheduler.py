"""A job that sleeps half a second, in the background scheduler."""

from harness import cure, library

about = {"family": "Tasks and schedules", "packages": ["APScheduler<4"]}


def run(scheduler):
    import time

    import gevent

    scheduler.start()

    def schedule():
        scheduler.add_job(time.sleep, args=[0.5])
        gevent.sleep(0.8)

    return schedule


@library
def patched():
    from apscheduler.schedulers.background import BackgroundScheduler

    return run(BackgroundScheduler(timezone="UTC"))


@cure
def gevent_scheduler():
    from apscheduler.schedulers.gevent import GeventScheduler

    return run(GeventScheduler(timezone="UTC"))
