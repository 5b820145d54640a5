"""What NumPy finds in a .npz file: `python read_npz.py FILE` prints type, shape and bytes (hexadecimal) of each array, and other members as text."""

import json
import sys

import numpy as np


def described(member):
    if isinstance(member, bytes):
        return member.decode()
    return {"dtype": member.dtype.str, "shape": member.shape, "bytes": np.ascontiguousarray(member).tobytes().hex()}


def main(file):
    with np.load(file) as members:
        print(json.dumps({name: described(members[name]) for name in members.files}))


if __name__ == "__main__":
    main(sys.argv[1])
