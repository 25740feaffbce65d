"""A guest by asyncssh, as a bot would be: PORT KEY_FILE. Prints what it was told as JSON."""

import asyncio
import json
import sys

import asyncssh

port, key_file = int(sys.argv[1]), sys.argv[2]
told = {}


def come(**how):
    """Connects; reads nothing of whoever runs this."""
    return asyncssh.connect("127.0.0.1", port, username="asyn", known_hosts=None, agent_path=None, config=None, **how)


async def main():
    async with come(client_keys=[key_file]) as connection:
        told["host"] = connection.get_server_host_key().get_fingerprint()
        who = await connection.run("who")
        told["who"] = [who.stdout, who.stderr, who.exit_status]

    async with come(client_keys=None, password="any", compression_algs=["zlib@openssh.com", "none"]) as connection:
        try:
            await connection.open_connection("127.0.0.1", 9)
        except asyncssh.ChannelOpenError as refused:
            told["forwarding"] = [refused.code, refused.reason]
        shell = await connection.create_process(term_type="xterm", term_size=(60, 20))
        shell.change_terminal_size(40, 20)
        shell.stdin.write("hello from asyncssh\r\x04")
        ended = await shell.wait()
        told["shell"] = [ended.stdout, ended.stderr, ended.exit_status]


asyncio.run(main())
print(json.dumps(told))
