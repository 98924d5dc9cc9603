"""Rendering a long loop."""

from harness import cure, grow, library

about = {"family": "Computation", "packages": ["Jinja2"], "cpu": True}

TEMPLATE = "{% for number in numbers %}{{ number }} {{ number * 2 }}\n{% endfor %}"


@library
def patched():
    import jinja2

    template = jinja2.Template(TEMPLATE)
    return grow(lambda size: lambda: template.render(numbers=range(size)), 1 << 17)


@cure
def generate_in_pieces():
    import gevent
    import jinja2

    template = jinja2.Template(TEMPLATE)

    def render():
        for number, _ in enumerate(template.generate(numbers=range(300000))):
            if number % 1000 == 0:
                gevent.sleep(0.001)

    return render
