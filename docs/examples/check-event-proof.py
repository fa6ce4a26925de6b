#!/usr/bin/env python3
"""Checks the proof of an event with nothing of Snapledger: check-event-proof.py PROOF.json PUBLIC-KEY.pem"""
import base64, datetime, hashlib, json, struct, subprocess, sys, tempfile, uuid

def sha(*parts): return hashlib.sha256(b"".join(parts)).digest()
def number(n): return struct.pack(">q", n)
def text(t): return struct.pack(">i", len(t.encode())) + t.encode()
def check(holds, what): holds or sys.exit("NOT PROVED: " + what)

with open(sys.argv[1]) as file:
    proof = json.load(file)
event, leaf, root = proof["event"], proof["leaf"], proof["root"]
for part in ("payload", "meta_data"):  # the content itself is there for administrators only
    if part in event:
        check(sha(base64.b64decode(event[part])).hex() == event[part + "_hash"], part)
since_1970 = datetime.datetime.fromisoformat(event["at"].replace("Z", "+00:00")) - datetime.datetime.fromtimestamp(0, datetime.timezone.utc)
resource = uuid.UUID(event["resource_id"]).bytes
content = sha(b"snapledger.event.1\n", uuid.UUID(event["id"]).bytes, resource, number(since_1970 // datetime.timedelta(microseconds=1)),
              text(event["type"]), text(event["name"]), text(event["version"]), bytes.fromhex(event["payload_hash"]), bytes.fromhex(event["meta_data_hash"]))
hashed = sha(bytes.fromhex(event["previous_hash"]), number(event["sequence_number"]), content)
node, index, last = sha(b"\0", number(proof["position"]), resource, hashed), leaf["index"], leaf["of"] - 1
for beside in map(bytes.fromhex, leaf["path"]):  # RFC 9162, 2.1.3.2
    if index % 2 == 1 or index == last:
        node = sha(b"\1", beside, node)
        while index % 2 == 0 and index > 0:
            index, last = index >> 1, last >> 1
    else:
        node = sha(b"\1", node, beside)
    index, last = index >> 1, last >> 1
says = dict(line.split(": ") for line in root["statement"].splitlines()[1:])
check(last == 0 and node.hex() == says["root"] and leaf["of"] == int(says["events"]), "the event is not under the root")
with tempfile.NamedTemporaryFile() as statement, tempfile.NamedTemporaryFile() as signature:
    statement.write(root["statement"].encode()), statement.flush()
    signature.write(base64.b64decode(root["signature"])), signature.flush()
    verify = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", sys.argv[2], "-rawin", "-in", statement.name, "-sigfile", signature.name]
    check(subprocess.run(verify, capture_output=True).returncode == 0, "the root is not signed with this key")
print(f"PROVED: {event['name']} {event['id']} at position {proof['position']}, root {says['number']} of {says['made']}")
