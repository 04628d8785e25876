"""Asks half_plus_two of a server, as TensorFlow Serving's own examples do: python3 serving_client.py http://HOST:PORT"""
import base64
import json
import sys
import urllib.request

server = sys.argv[1]


def post(model, request):
    body = json.dumps(request).encode()
    with urllib.request.urlopen(f"{server}/v1/models/{model}:predict", body) as response:
        return json.load(response)


print(post("half_plus_two", {"instances": [1.0, 2.0, 5.0]})["predictions"])
print(post("half_plus_two", {"signature_name": "serving_default", "inputs": {"x": [1.0, 2.0]}})["outputs"])
with urllib.request.urlopen(f"{server}/v1/models/half_plus_two") as response:
    print(json.load(response)["model_version_status"][0]["state"])
try:
    post("half_plus_two", {"instances": [{"b64": base64.b64encode(b"cat").decode()}]})
except urllib.error.HTTPError as refused:
    print(refused.code, json.load(refused)["error"])
