"""Growing a forest, alone and with two jobs."""

from harness import cure, grow, in_pool, library, trap

about = {"family": "Computation", "packages": ["scikit-learn"], "cpu": True}


def growing(**options):
    import numpy
    from sklearn.ensemble import RandomForestClassifier

    samples = numpy.random.rand(2000, 20)
    classes = samples[:, 0] > 0.5

    def prepare(size):
        forest = RandomForestClassifier(size, **options)
        return lambda: forest.fit(samples, classes)

    return grow(prepare, 8)


@library
def patched():
    return growing()


@trap
def two_jobs():
    return growing(n_jobs=2)


@cure
def threadpool():
    return in_pool(growing())
