# Runs a command on a terminal and types Ctrl-C when it shows a marker: interrupt.py MARKER TIMES
# COMMAND... Prints what the terminal showed, and then the exit code.
import os, pty, sys, time

marker, times, command = sys.argv[1].encode(), int(sys.argv[2]), sys.argv[3:]
child, master = pty.fork()
if child == 0:
    os.execvp(command[0], command)
shown = b""
while True:
    try:
        part = os.read(master, 65536)
    except OSError:
        break
    if not part:
        break
    shown += part
    if marker in shown and times:
        shown_before, times_left = shown, times
        times = 0
        for _ in range(times_left):
            time.sleep(0.5)
            os.write(master, b"\x03")
code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
sys.stdout.buffer.write(shown)
print("exit", code)
