"""A guest by paramiko, as a bot would be: PORT KEY_FILE. Prints what it was told as JSON."""

import base64
import hashlib
import json
import sys

import paramiko

port, key_file = int(sys.argv[1]), sys.argv[2]
told = {}


def result(channel):
    """All that a channel brings: output, errors, exit status."""
    output, errors = channel.makefile().read(), channel.makefile_stderr().read()
    return [output.decode(), errors.decode(), channel.recv_exit_status()]


with paramiko.SSHClient() as client:
    client.set_missing_host_key_policy(paramiko.AutoAddPolicy())
    key = paramiko.Ed25519Key.from_private_key_file(key_file)
    client.connect("127.0.0.1", port, "para", pkey=key, look_for_keys=False, allow_agent=False)
    host = hashlib.sha256(client.get_transport().get_remote_server_key().asbytes()).digest()
    told["host"] = "SHA256:" + base64.b64encode(host).decode().rstrip("=")
    told["who"] = result(client.exec_command("who")[1].channel)

with paramiko.Transport(("127.0.0.1", port)) as transport:
    transport.start_client()
    try:
        transport.auth_none("para")
    except paramiko.BadAuthenticationType:
        pass  # as everybody is once, so that clients tell of their keys
    transport.auth_password("para", "any")
    try:
        transport.open_channel("direct-tcpip", ("127.0.0.1", 9), ("127.0.0.1", 1))
    except paramiko.ChannelException as refused:
        told["forwarding"] = refused.code
    shell = transport.open_session()
    shell.get_pty("xterm", 60, 20)
    shell.invoke_shell()
    shell.resize_pty(40, 20)
    shell.sendall("hello from paramiko\r\x04")
    told["shell"] = result(shell)

print(json.dumps(told))
