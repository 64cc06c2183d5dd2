"""The AWS CLI itself, loaded once: each call is a fork of this process.

Where a script calls the CLI twenty times, most of the time goes into starting Python. A call comes
as JSON over a socket, with the caller's standard output and error as open files.
"""

import array
import json
import os
import socket
import sys
import traceback

import awscli.clidriver

# What every call loads anyway.
awscli.clidriver.create_clidriver()
DATA = os.environ["AWS_DATA_PATH"]  # where the CLI itself says that its own data lies


def call(connection):
    files = array.array("i")
    data, ancillary, _, _ = connection.recvmsg(1 << 20, socket.CMSG_LEN(8))
    for _, _, sent in ancillary:
        files.frombytes(sent[: len(sent) - len(sent) % files.itemsize])
    while not data.endswith(b"\n"):
        data += connection.recv(1 << 20)
    request = json.loads(data)
    os.dup2(files[0], 1)
    os.dup2(files[1], 2)
    os.chdir(request["folder"])
    os.environ.clear()
    os.environ.update(request["environment"], AWS_DATA_PATH=DATA)
    sys.argv = ["aws"] + request["arguments"]
    try:
        code = awscli.clidriver.main()
    except SystemExit as end:
        code = end.code
    sys.stdout.flush()
    sys.stderr.flush()
    connection.sendall(b"%d" % (code or 0))


def main():
    server = socket.socket(socket.AF_UNIX)
    server.bind(sys.argv[1])
    server.listen(8)
    server.settimeout(5)
    parent = os.getppid()
    while os.getppid() == parent:  # nobody calls once the tests are gone
        try:
            connection, _ = server.accept()
        except TimeoutError:
            continue
        connection.setblocking(True)
        if os.fork() == 0:
            try:
                call(connection)
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(0)
        connection.close()
        while True:  # those that have ended
            try:
                if os.waitpid(-1, os.WNOHANG)[0] == 0:
                    break
            except ChildProcessError:
                break


main()
