"""Stands in for Elastic Beanstalk's engine on a machine: a deploy, step by step, as its log shows it.

deploy.py app|configuration SOURCE [leader]
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys

import yaml

STAGING = pathlib.Path("/var/app/staging")
CURRENT = pathlib.Path("/var/app/current")
PROXY = pathlib.Path("/var/proxy/staging/nginx")
STOCK = pathlib.Path("/opt/stand-in/nginx")
ENVIRONMENT = json.loads(pathlib.Path("/opt/stand-in/environment.json").read_text())


def run(command, folder, what):
    print(f"--- {what}", flush=True)
    environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, cwd=folder, env=environment | ENVIRONMENT, umask=0o022)
    if done.returncode != 0:
        print(f"{what} failed: instance deployment failed", flush=True)
        sys.exit(1)


def hooks(kind, stage, folder):
    for hook in sorted((folder / ".platform" / kind / stage).glob("*")):
        run([f".platform/{kind}/{stage}/{hook.name}"], folder, f"{kind} {stage} {hook.name}")


def extensions():
    files = sorted((STAGING / ".ebextensions").glob("*.config"))
    return [yaml.safe_load(file.read_text(encoding="utf-8")) for file in files]


def container_commands(leader):
    commands = {}
    for extension in extensions():
        commands.update(extension.get("container_commands", {}))
    ordered = sorted(commands.items())
    for name, command in [c for c in ordered if c[1].get("leader_only")]:
        if leader:
            run(["sh", "-c", command["command"]], STAGING, f"container command {name}")
    for name, command in [c for c in ordered if not c[1].get("leader_only")]:
        run(["sh", "-c", command["command"]], STAGING, f"container command {name}")


def options(namespace):
    found = {}
    for extension in extensions():
        found.update(extension.get("option_settings", {}).get(namespace, {}))
    return found


def proxy():
    shutil.rmtree(PROXY, ignore_errors=True)
    shutil.copytree(STOCK, PROXY)
    generated = PROXY / "conf.d/elasticbeanstalk"
    lines = [
        f"location {path} {{\n    alias /var/app/current/{folder};\n    access_log off;\n}}\n"
        for path, folder in sorted(options("aws:elasticbeanstalk:environment:proxy:staticfiles").items())
    ]
    (generated / "01_static.conf").write_text("".join(lines))
    shutil.copytree(STAGING / ".platform/nginx", PROXY, dirs_exist_ok=True)
    # Only the ports are changed: here, others are free.
    main = PROXY / "nginx.conf"
    text = main.read_text()
    assert text.count("listen 80 default_server;") + text.count("listen        80 default_server;") == 1
    port = pathlib.Path("/opt/stand-in/port").read_text()
    main.write_text(text.replace("80 default_server", f"127.0.0.1:{port} default_server"))
    health = generated / "health.conf"
    if health.exists():
        program = pathlib.Path("/opt/stand-in/program-port").read_text()
        health.write_text(health.read_text().replace("127.0.0.1:8000", f"127.0.0.1:{program}"))


def web():
    """The program's command line: of the Procfile, or the platform's own with the program's options."""
    procfile = STAGING / "Procfile"
    if procfile.exists():
        return procfile.read_text().partition("web:")[2].strip()
    python = options("aws:elasticbeanstalk:container:python")
    port = pathlib.Path("/opt/stand-in/program-port").read_text()
    return (
        f"gunicorn --bind 127.0.0.1:{port} --workers={python['NumProcesses']}"
        f" --threads={python['NumThreads']} {python['WSGIPath']}"
    )


def main():
    kind, source = sys.argv[1], sys.argv[2]
    configuration = kind == "configuration"
    which = "confighooks" if configuration else "hooks"
    shutil.rmtree(STAGING, ignore_errors=True)
    shutil.copytree(source, STAGING)
    subprocess.run(["chown", "-R", "webapp:webapp", STAGING], check=True)
    hooks(which, "prebuild", STAGING)
    proxy()
    if not configuration:
        container_commands("leader" in sys.argv)
    hooks(which, "predeploy", STAGING)
    # It is looked at where it will be: relative paths are those of nginx's own folder.
    shutil.rmtree("/etc/nginx/conf.d", ignore_errors=True)
    shutil.copytree(PROXY, "/etc/nginx", dirs_exist_ok=True)
    run(["nginx", "-t", "-q"], "/", "the check of nginx's configuration")
    pathlib.Path("/opt/stand-in/web").write_text(web())
    shutil.rmtree(CURRENT, ignore_errors=True)
    STAGING.rename(CURRENT)
    # A process is registered anew, and what was laid over its unit in /etc is gone.
    shutil.rmtree("/etc/systemd/system/web.service.d", ignore_errors=True)
    hooks(which, "postdeploy", CURRENT)
    print("instance deployment completed", flush=True)


if __name__ == "__main__":
    main()
