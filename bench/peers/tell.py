"""What a peer tells of itself, as bench/measure/usage.ts does for Node: its memory, its seconds of processor, and more where asked."""

import json
import os
import re
import resource


def tell(**more):
    """On file descriptor 3 where there is one, else to the terminal. `seconds`: of the whole, where only a part of it was run."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    told = {"processor": usage.ru_utime + usage.ru_stime, "megabytes": kilobytes(usage) / 1024, **more}
    try:
        os.write(3, json.dumps(told).encode())
    except OSError:
        print(json.dumps(told))


def kilobytes(usage):
    """On Linux the usage of a process begins with that of the one that started it; the status does not."""
    try:
        with open("/proc/self/status") as status:
            return int(re.search(r"^VmHWM:\s+(\d+) kB$", status.read(), re.MULTILINE)[1])
    except OSError:
        return usage.ru_maxrss
