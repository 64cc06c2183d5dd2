# Runs a command with a terminal: terminal.py STREAMS TYPED COMMAND...
# STREAMS are those of 0, 1 and 2 that lead to it; the others lead to /dev/null. TYPED is typed at
# once. Prints what the terminal showed, and then the exit code.
import os, pty, sys

streams, typed, command = sys.argv[1], sys.argv[2], sys.argv[3:]
master, slave = pty.openpty()
child = os.fork()
if child == 0:
    os.setsid()
    null = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(slave if str(stream) in streams else null, stream)
    os.closerange(3, 64)
    os.execvp(command[0], command)
os.close(slave)
os.write(master, typed.encode())
shown = b""
while True:
    try:
        part = os.read(master, 65536)
    except OSError:
        break
    if not part:
        break
    shown += part
code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
sys.stdout.buffer.write(shown)
print("exit", code)
