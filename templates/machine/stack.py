"""What `release`, `renew` and `pull` share: secrets, registries, deploying, and how it went."""

import base64
import datetime
import fcntl
import hashlib
import json
import os
import pathlib
import re
import subprocess
import tempfile
import time

import filled
import machine
import swarm

NAMESPACE = "com.docker.stack.namespace"  # the label by which the engine knows a stack's parts
LOGICAL = "{{{stack}}}.secret"  # and ours for a secret's name in the blueprint
HUB = "https://index.docker.io/v1/"  # how the docker command calls docker.io
KEPT = ("PATH", "DOCKER_HOST")
CONVERGE = 900  # seconds that the services have to run
STEADY = 10  # and that they have to run for without ending
LOOK = 2
LINES = 10  # of a failing task's output
BUILT = "images.json"  # what is laid over the stack file: which images were built for it
DIGEST = 12  # characters of a digest that tell images apart


class Failed(Exception):
    """What went wrong with a release, in words for whoever asked for it."""


class Parts:
    """The stack's secrets or live configs: each is one of the swarm, named after its content."""

    def __init__(self, kind, values):
        self.kind = kind  # secrets, configs
        self.stack = values["deploy"]["name"]
        self.wanted = values["deploy"][kind]
        self.clients = Clients(values)

    def names(self):
        """Creates what is missing; the name in the swarm, by the name in the stack file."""
        found = {each["Spec"]["Name"] for each in self.there()}
        names, known = {}, {}
        for logical, place in self.wanted.items():
            content = content_of(logical, place["parts"], self.clients, known).encode()
            # The name says whether the content is the same, and nothing of the content.
            name = f"{logical}_{hashlib.sha256(content).hexdigest()[:12]}"
            if name not in found:
                self.create(name, logical, content)
            names[logical] = name
        return names

    def create(self, name, logical, content):
        spec = {
            "Name": name,
            "Labels": {NAMESPACE: self.stack, LOGICAL: logical},
            "Data": base64.b64encode(content).decode(),
        }
        swarm.engine("POST", f"/{self.kind}/create", spec)
        machine.say(f"created {self.kind.removesuffix('s')} {name}")

    def there(self):
        return parts_there(self.kind, self.stack)


def parts_there(kind, name):
    """The secrets or configs of a stack."""
    return swarm.engine("GET", f"/{kind}", filters={"label": [f"{NAMESPACE}={name}"]})


class Clients:
    """AWS clients of this machine's region, each made once."""

    def __init__(self, values):
        self.region = values["region"]
        self.made = {}

    def __call__(self, service):
        return self.made.setdefault(service, machine.client(service, self.region))


def content_of(logical, parts, clients, known):
    """A secret's or config's text; raises words that tell nothing of it."""
    try:
        return filled.text(clients, known, parts)
    except machine.REMOTE_ERRORS as error:
        raise Failed(f"cannot read {logical}: {error}") from error
    except (ValueError, KeyError, TypeError):
        # No `from`: the original names the text it could not read, which is the secret.
        raise Failed(f"{logical} is made of a secret that lacks a key") from None


def logins(values):
    """What the engine is to say to each registry: a token by this machine's role, or a password."""
    clients, known, found = Clients(values), {}, {}
    registries = dict(values["deploy"]["registries"])
    if "own_registry" in values["deploy"]:
        registries[values["deploy"]["own_registry"]] = {"ecr": values["region"]}
    for host, registry in registries.items():
        if "ecr" in registry:
            user, password = ecr_login(host, registry["ecr"])
        else:
            user, parts = registry["user"], registry["password"]["parts"]
            password = content_of(f"the password for {host}", parts, clients, known)
        server = HUB if host == "docker.io" else host
        found[host] = {"username": user, "password": password, "serveraddress": server}
    return found


def ecr_login(host, region):
    """A token of twelve hours, of the account that the registry's name says."""
    try:
        answer = machine.client("ecr", region).get_authorization_token(
            registryIds=[host.partition(".")[0]]
        )
    except machine.REMOTE_ERRORS as error:
        raise Failed(f"cannot log in to {host}: {error}") from error
    token = answer["authorizationData"][0]["authorizationToken"]
    user, _, password = base64.b64decode(token).decode().partition(":")
    return user, password


def load(values, folder, names, parameters):
    """Loads databases with jobs of their own, unless that is done; raises what a job says."""
    file = folder / "load.yml"
    if not file.is_file():
        return
    sums = hashlib.sha256(file.read_bytes()).hexdigest()
    if parameters.read("loaded") == sums:
        return
    name = f"{values['deploy']['name']}-load"
    machine.say("loading the database")
    try:
        deploy(values, [file], name, names)
        Services(name).converge()
    finally:
        remove(name)
    parameters.write("loaded", sums)


def remove(name):
    """Takes a stack away with its services, and lets nothing that goes wrong hide anything else."""
    command = ["docker", "stack", "rm", name]
    try:
        subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=60,
            check=False,
        )
    except subprocess.TimeoutExpired:
        machine.say(f"{name} is still there")


def deploy(values, files, name, names):
    """Hands a stack over to the swarm; its services start after this."""
    with tempfile.TemporaryDirectory() as private:  # for its owner only
        work = pathlib.Path(private)
        versions = {
            kind: {logical: {"external": True, "name": name} for logical, name in each.items()}
            for kind, each in names.items()
        }
        services = {job: {"deploy": {"replicas": 0}} for job in done_jobs(name, files[0])}
        write_json(work / "versions.yml", {"version": "3.8", "services": services, **versions})
        write_json(work / "config.json", {"auths": auths(logins(values))})
        files = [files[0], work / "versions.yml", *files[1:]]
        command = ["docker", "stack", "deploy", "--with-registry-auth", "--prune"]
        command += [f"--compose-file={file}" for file in files]
        # Nothing of this machine's own environment can get into the stack.
        inherited = {name: os.environ[name] for name in KEPT if name in os.environ}
        answer = subprocess.run(
            [*command, name],
            env={**inherited, "DOCKER_CONFIG": private},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=CONVERGE,
            check=False,
        )
    if answer.returncode != 0:
        raise Failed(answer.stdout.strip())
    for line in answer.stdout.splitlines():
        machine.say(line)


def done_jobs(name, file):
    """The stack's jobs that have ended well: whatever a deployment says of a job, it runs again."""
    services = Services(name)
    names = {each["Spec"]["Name"]: each for each in services.all() if is_job(each)}
    done = [name for name, each in names.items() if not services.state(each)]
    text = file.read_text(encoding="utf-8")
    short = [name.removeprefix(f"{services.name}_") for name in done]
    return [name for name in short if re.search(rf"^  {re.escape(name)}:", text, re.MULTILINE)]


def is_job(service):
    mode = service["Spec"]["Mode"]
    return "ReplicatedJob" in mode or "GlobalJob" in mode


def write_json(path, document):
    path.write_text(json.dumps(document), encoding="utf-8")


def auths(found):
    """Log-ins as the docker command keeps them."""
    return {
        login["serveraddress"]: {
            "auth": base64.b64encode(f"{login['username']}:{login['password']}".encode()).decode()
        }
        for login in found.values()
    }


class Services:
    """The stack's services, and how far each has come."""

    def __init__(self, name):
        self.name = name
        self.said = set()

    def converge(self):
        """Waits until every service runs as it is to; raises what its tasks say if one fails."""
        deadline, since = machine.uptime() + CONVERGE, None
        while True:
            states = [self.state(service) for service in self.all()]
            failed = [state for state in states if state.startswith("failed")]
            waiting = [state for state in states if state]
            now = machine.uptime()
            since = None if waiting else since or now
            if failed or (waiting and now > deadline):
                raise Failed("\n".join(failed or waiting))
            if since and now - since >= STEADY:
                return
            time.sleep(LOOK)

    def all(self):
        of_stack = {"label": [f"{NAMESPACE}={self.name}"]}
        return swarm.engine("GET", "/services", filters=of_stack, status="true")

    def state(self, service):
        """What a service still lacks; empty when it lacks nothing."""
        name, status = service["Spec"]["Name"], (service.get("UpdateStatus") or {})
        state = status.get("State", "completed")
        tasks = self.tasks(service, current=True)
        self.tell(name, tasks)
        if state.startswith("rollback") or state == "paused":
            how = "rolled back" if state.startswith("rollback") else "paused"
            return "\n".join([f"failed: {name}, {how}", *words(self.tasks(service))])
        running, wanted = progress(service, tasks)
        if state == "completed" and running >= wanted:
            return ""
        if is_job(service) and given_up(service, tasks):
            return "\n".join([f"failed: {name}", *words(tasks)])
        return "\n".join([f"waiting: {name}, {running} of {wanted} tasks", *words(tasks)])

    def tasks(self, service, current=False):
        """The newest task first; only those of the service as it was last asked for, perhaps."""
        wanted = {"service": [service["ID"]]}
        if current:
            wanted["_up-to-date"] = ["true"]
        found = swarm.engine("GET", "/tasks", filters=wanted)
        return sorted(found, key=lambda task: task["CreatedAt"], reverse=True)

    def tell(self, name, tasks):
        """Says what has gone wrong with a task, once, as soon as it has."""
        for task in tasks:
            if failure(task) and task["ID"] not in self.said:
                self.said.add(task["ID"])
                machine.say(f"{name}: {failure(task)}")


def progress(service, tasks):
    """How many tasks run (of a job: have ended well), and how many are to."""
    mode = service["Spec"]["Mode"]
    status = service.get("ServiceStatus") or {}
    if is_job(service):
        turn = (service.get("JobStatus") or {}).get("JobIteration", {}).get("Index", 0)
        mine = [t for t in tasks if t.get("JobIteration", {}).get("Index", 0) == turn]
        done = sum(task["Status"]["State"] == "complete" for task in mine)
        wanted = mode.get("ReplicatedJob", {}).get("TotalCompletions")
        return done, status.get("DesiredTasks", 1) if wanted is None else wanted
    running = sum(
        task["Status"]["State"] == "running" and task["DesiredState"] == "running" for task in tasks
    )
    if "Replicated" in mode:
        return running, mode["Replicated"].get("Replicas", 1)
    return running, status.get("DesiredTasks", 1)


def given_up(service, tasks):
    """Whether a job has failed, and is not tried again."""
    policy = service["Spec"]["TaskTemplate"].get("RestartPolicy") or {}
    return policy.get("Condition") == "none" and any(failure(task) for task in tasks)


def failure(task):
    """What a task that has failed says of it."""
    status = task["Status"]
    if status["State"] not in ("failed", "rejected"):
        return ""
    return status.get("Err") or status.get("Message", status["State"])


def words(tasks):
    """What the newest task that failed has to say, with the last lines that it wrote."""
    failed = next((task for task in tasks if failure(task)), None)
    if failed is None:
        pending = next((t for t in tasks if t["Status"].get("Err")), None)
        return [f"  {pending['Status']['Err']}"] if pending else []
    return [f"  {failure(failed)}", *(f"  | {line}" for line in output(failed["ID"]))]


def output(task):
    """The last lines that a task wrote."""
    command = ["docker", "service", "logs", "--raw", "--tail", str(LINES), task]
    try:
        answer = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=15,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return []
    return answer.stdout.decode(errors="replace").splitlines() if answer.returncode == 0 else []


def collect(name, names):
    """Removes secrets and configs that no service uses, nor used before its last change."""
    used = set()
    for service in Services(name).all():
        for spec in (service["Spec"], service.get("PreviousSpec") or {}):
            container = spec.get("TaskTemplate", {}).get("ContainerSpec", {})
            used |= {each["SecretID"] for each in container.get("Secrets") or []}
            used |= {each["ConfigID"] for each in container.get("Configs") or []}
    for kind in ("secrets", "configs"):
        for each in parts_there(kind, name):
            if each["ID"] not in used and each["Spec"]["Name"] not in names[kind].values():
                swarm.engine("DELETE", f"/{kind}/{each['ID']}")
                machine.say(f"removed {each['Spec']['Name']}, which nothing uses")


def digest(folder, names):
    """Stands for all that is deployed, with the content of secrets; and that of the stack file."""
    sums = hashlib.sha256(json.dumps(names, sort_keys=True).encode())
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        sums.update(f"{path.relative_to(folder)}\0".encode())
        sums.update(hashlib.sha256(path.read_bytes()).digest())
    file = hashlib.sha256((folder / "docker-stack.yml").read_bytes())
    return sums.hexdigest(), file.hexdigest()


def note(parameters, state, source, sums=("", ""), said="", images=None):
    """Writes how the release went, for `status`: errors of tasks, never what they wrote."""
    lines = [line for line in said.splitlines() if not line.startswith("  |")]
    document = {
        "state": state,
        "at": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
        "by": machine.name(),
        "source": source,
        "digest": sums[0],
        "stack_file": sums[1],
        "images": images or {},
        "words": [line[:300] for line in lines[:8]],
    }
    parameters.write("release", json.dumps(document))


def noted(parameters):
    """How the last release went; empty before the first."""
    return json.loads(parameters.read("release") or "{}")


def release(values, folder, source):
    """Deploys the stack and waits for it; raises what went wrong, once it is noted."""
    parameters, sums = swarm.Parameters(values), ("", "")
    name = values["deploy"]["name"]
    try:
        names = {kind: Parts(kind, values).names() for kind in ("secrets", "configs")}
        sums = digest(folder, names)
        note(parameters, "deploying", source, sums)
        load(values, folder, names, parameters)
        files = [file for file in (folder / "docker-stack.yml", folder / BUILT) if file.is_file()]
        deploy(values, files, name, names)
        Services(name).converge()
        collect(name, names)
    except (Failed, swarm.EngineError, subprocess.TimeoutExpired) as error:
        note(parameters, "failed", source, sums, str(error))
        raise Failed(str(error)) from None
    note(parameters, "converged", source, sums, images=built(folder))


def built(folder):
    """The beginning of the digest of each image that was built, by service."""
    file = folder / BUILT
    services = json.loads(file.read_text(encoding="utf-8"))["services"] if file.is_file() else {}
    return {
        name: each.get("image", "").rpartition("@sha256:")[2][:DIGEST]
        for name, each in services.items()
    }


def lock():
    """The right to change the stack from this machine; None while another program has it."""
    folder = pathlib.Path(os.environ.get("RUNTIME_DIRECTORY", "/run/{{{stack}}}-stack"))
    folder.mkdir(mode=0o700, exist_ok=True)
    handle = (folder / "lock").open("w", encoding="ascii")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        handle.close()
        return None
    return handle
