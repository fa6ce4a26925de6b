"""The real services, where they run already."""
import glob
import os
import pathlib
import urllib.parse

from harness import http
from harness.service import Ground, Identity, Service, all_group_snapshots, in_parallel


def token_of(keystone):
    """From Keystone, for who the usual OS_ variables name."""
    def variable(name, default=None):
        value = os.environ.get(name, default)
        if value is None:
            raise SystemExit(f"{name} is not set: with a Keystone the usual OS_ variables say who asks")
        return value

    def domain(whose):
        given = os.environ.get(f"OS_{whose}_DOMAIN_ID")
        return {"id": given} if given else {"name": os.environ.get(f"OS_{whose}_DOMAIN_NAME", "Default")}

    status, headers, body = http.call("POST", keystone_url(keystone) + "/auth/tokens", body={"auth": {
        "identity": {"methods": ["password"], "password": {"user": {
            "name": variable("OS_USERNAME"), "password": variable("OS_PASSWORD"), "domain": domain("USER")}}},
        "scope": {"project": {"name": variable("OS_PROJECT_NAME"),
                              "domain": domain("PROJECT")}}}})
    if status != 201:
        raise SystemExit(f"Keystone gives no token: {status} {body[:300].decode(errors='replace')}")
    return Identity(headers["X-Subject-Token"], http.json.loads(body)["token"]["project"]["id"])


def keystone_url(given):
    given = given.rstrip("/")
    return given if given.endswith("/v3") else given + "/v3"


def keystone_settings(given):
    """Ours uses the same Keystone, by its own settings where they are in the environment."""
    def setting(name, default):
        own = os.environ.get("SNAPLEDGER_AUTH_KEYSTONE_" + name)
        return own or os.environ.get(default, "")

    parsed = urllib.parse.urlsplit(keystone_url(given))
    return {
        "SNAPLEDGER_AUTH_STRATEGY": "keystone",
        "SNAPLEDGER_AUTH_KEYSTONE_AUTH_URL": f"{parsed.scheme}://{parsed.netloc}{parsed.path}",
        "SNAPLEDGER_AUTH_KEYSTONE_USERNAME": setting("USERNAME", "OS_USERNAME"),
        "SNAPLEDGER_AUTH_KEYSTONE_PASSWORD": setting("PASSWORD", "OS_PASSWORD"),
        "SNAPLEDGER_AUTH_KEYSTONE_PROJECT_NAME": setting("PROJECT_NAME", "OS_PROJECT_NAME"),
    }


def roots(patterns):
    """Processes by number or by files that hold their numbers."""
    found = []
    for pattern in patterns:
        if pattern.isdigit():
            found.append(int(pattern))
        else:
            found.extend(int(pathlib.Path(file).read_text().split()[0]) for file in glob.glob(pattern))
    return found


class Peers:
    """Cinder and Manila, with as many rows as ours have, made through their APIs."""

    def __init__(self, cinder, manila, identity, processes):
        url = cinder or manila
        self.service = Service("real", cinder or url, manila or url, identity, roots(processes))
        self.has_cinder, self.has_manila = bool(cinder), bool(manila)
        self.ground = Ground(self.service)
        self.group_snapshot = self.instance = None
        self.quotas = []

    def prepare(self, rows):
        if self.has_cinder:
            self._quota(self.service.cinder_ask, "/os-quota-sets/", ("volumes", "snapshots", "gigabytes", "groups"))
            self.ground.lay_block()
            self.clean()
            there = all_group_snapshots(self.service, "row-")
            missing = range(len(there), rows)
            in_parallel(lambda n: self.ground.group_snapshot(f"row-{n}"), missing)
            there = all_group_snapshots(self.service, "row-")
            self.group_snapshot = there[len(there) // 2]
        if self.has_manila:
            self._quota(self.service.manila_ask, "/quota-sets/", ("shares", "snapshots", "gigabytes", "snapshot_gigabytes"))
            self.ground.lay_files()
            there = self.service.manila_ask("GET", "/snapshot-instances")["snapshot_instances"]
            in_parallel(lambda n: self.ground.share_snapshot(f"row-{n}"), range(len(there), rows))
            there = self.service.manila_ask("GET", "/snapshot-instances")["snapshot_instances"]
            self.instance = there[len(there) // 2]["id"]

    def _quota(self, ask, path, names):
        path += self.service.identity.project
        before = ask("GET", path)["quota_set"]
        self.quotas.append((ask, path, {name: before[name] for name in names}))
        ask("PUT", path, {"quota_set": {name: -1 for name in names}})

    def stop(self):
        """They run on, with the quotas they had."""
        for ask, path, before in self.quotas:
            ask("PUT", path, {"quota_set": before})

    def clean(self):
        """Away with what the rounds made, once it is made."""
        http.until("the last ones", lambda: not all_group_snapshots(self.service, "made-", ("creating",)), pause=0.2)

        def delete(found):
            http.call("DELETE", f"{self.service.block}/group_snapshots/{found}", self.service.block_headers)
        in_parallel(delete, all_group_snapshots(self.service, "made-"))
