"""Where a parcel is, as the carrier says: python tracking.py."""

from gevent import monkey

monkey.patch_all()

import io  # noqa: E402

import gevent  # noqa: E402
import pycurl  # noqa: E402


def where(parcel):
    answer = io.BytesIO()
    request = pycurl.Curl()
    request.setopt(pycurl.URL, f"http://127.0.0.1:8765/parcel/{parcel}")
    request.setopt(pycurl.WRITEDATA, answer)
    request.perform()
    return answer.getvalue().decode()


if __name__ == "__main__":
    parcels = ("a", "b")
    jobs = [gevent.spawn(where, parcel) for parcel in parcels]
    gevent.joinall(jobs)
    print(*(job.value for job in jobs))
