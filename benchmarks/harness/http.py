"""A small HTTP client for what is not measured: setting up, and looking."""
import json
import time
import urllib.error
import urllib.request


class Refused(Exception):
    """The answer was none that was expected."""


def call(method, url, headers=None, body=None, timeout=60):
    """Status, headers, and the body as bytes."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, method=method, data=data, headers=dict(headers or {}))
    if data is not None:
        request.add_header("Content-Type", "application/json")
    try:
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def ask(method, url, headers=None, body=None, timeout=60):
    """The JSON of a good answer."""
    status, _, content = call(method, url, headers, body, timeout)
    if status >= 300:
        raise Refused(f"{method} {url}: {status} {content[:500].decode(errors='replace')}")
    return json.loads(content) if content else None


def until(what, condition, seconds=120, pause=0.02):
    """Asks again until there is something."""
    end = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise TimeoutError(f"{what} did not come about within {seconds} s")
        time.sleep(pause)
