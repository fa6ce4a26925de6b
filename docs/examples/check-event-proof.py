#!/usr/bin/env python3
"""Checks the proof of an event with nothing of Snapledger: check-event-proof.py PROOF.json PUBLIC-KEY.pem"""
import base64, datetime, hashlib, json, pathlib, subprocess, sys, tempfile, uuid
def sha(*parts): return hashlib.sha256(b"".join(parts)).digest()
def number(n, size=8): return n.to_bytes(size, "big", signed=True)
def text(t): return number(len(t.encode()), 4) + t.encode()
def check(holds, what): holds or sys.exit("NOT PROVED: " + what)
def root_over(node, index, of, path):  # RFC 9162, 2.1.3: the way up from one of so many leaves
    if of <= 1 or not path: return node if of == 1 and not path else b"no path of that length"
    left = 1 << (of - 1).bit_length() - 1
    if index < left: return sha(b"\1", root_over(node, index, left, path[:-1]), path[-1])
    return sha(b"\1", path[-1], root_over(node, index - left, of - left, path[:-1]))

proof, pem, unhex = json.loads(pathlib.Path(sys.argv[1]).read_bytes()), pathlib.Path(sys.argv[2]).read_text(), bytes.fromhex
event, leaf, statement, signature = proof["event"], proof["leaf"], proof["root"]["statement"], proof["root"]["signature"]
for part in sorted({"payload", "meta_data"} & event.keys()):  # the content itself is there for administrators only
    check(sha(base64.b64decode(event[part])).hex() == event[part + "_hash"], f"the event was altered: its {part}")
since_1970 = datetime.datetime.fromisoformat(event["at"].replace("Z", "+00:00")) - datetime.datetime.fromtimestamp(0, datetime.timezone.utc)
resource, says = uuid.UUID(event["resource_id"]).bytes, dict(line.split(": ") for line in statement.splitlines()[1:])
content = sha(b"snapledger.event.1\n", uuid.UUID(event["id"]).bytes, resource, number(since_1970 // datetime.timedelta(microseconds=1)),
              text(event["type"]), text(event["name"]), text(event["version"]), unhex(event["payload_hash"]), unhex(event["meta_data_hash"]))
hashed = sha(unhex(event["previous_hash"]), number(event["sequence_number"]), content)
check(hashed.hex() == event["hash"], "the event was altered: what it says does not give its hash")
root = root_over(sha(b"\0", number(proof["position"]), resource, hashed), leaf["index"], leaf["of"], [unhex(beside) for beside in leaf["path"]])
check(root.hex() == says["root"] and leaf["of"] == int(says["events"]), "the path does not lead from the event to the root")
check(sha(base64.b64decode("".join(pem.splitlines()[1:-1]))).hex() == says["key"], "the root is of another key")
with tempfile.TemporaryDirectory() as folder:
    for name, value in (("statement", statement.encode()), ("signature", base64.b64decode(signature))): pathlib.Path(folder, name).write_bytes(value)
    check(subprocess.run(["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", sys.argv[2], "-rawin", "-in", folder + "/statement", "-sigfile", folder + "/signature"], capture_output=True).returncode == 0, "the root's signature is wrong")
print(f"PROVED: {event['name']} {event['id']} at position {proof['position']}, root {says['number']} of {says['made']}")
