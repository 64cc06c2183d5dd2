# Runs a command on a terminal and types Ctrl-C when it shows a marker, or "no" where TIMES is 0:
# interrupt.py MARKER TIMES COMMAND... Prints what the terminal showed, and then the exit code.
import os, pty, signal, sys, time

marker, times, command = sys.argv[1].encode(), int(sys.argv[2]), sys.argv[3:]
child, master = pty.fork()
if child == 0:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # it is ignored in what a shell starts with &
    os.execvp(command[0], command)
shown, typed = b"", False
while True:
    try:
        part = os.read(master, 65536)
    except OSError:
        break
    if not part:
        break
    shown += part
    if marker in shown and not typed:
        typed = True
        for key in [b"\x03"] * times or [b"no\n"]:
            time.sleep(0.5)
            os.write(master, key)
code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
sys.stdout.buffer.write(shown)
sys.stdout.buffer.flush()
print("exit", code)
