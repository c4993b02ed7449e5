"""Makes a Python environment with the packages of a requirements file in a folder, or finds it there: environment.py <folder> <file>.

Whoever comes while another makes it waits. A lock of the system ends with its process, so one that is killed leaves nothing
that holds others up; what it left half done is made anew.
"""
import fcntl
import os
import subprocess
import sys
import venv

folder, requirements = sys.argv[1:]
done = os.path.join(folder, "done")
os.makedirs(os.path.dirname(folder), exist_ok=True)
with open(f"{folder}.lock", "w") as lock:
    fcntl.flock(lock, fcntl.LOCK_EX)
    if not os.path.exists(done):
        venv.create(folder, clear=True, with_pip=True)
        python = os.path.join(folder, "bin", "python")
        # Most of the modules are never asked for: those that are get compiled then.
        options = ["--quiet", "--no-compile", "--disable-pip-version-check"]
        subprocess.run([python, "-m", "pip", "install", *options, "-r", requirements], check=True)
        open(done, "w").close()
