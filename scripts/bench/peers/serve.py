"""
The conversation of a peer with the benchmark: it reads one command a line and answers with one line of JSON.

    compare   logits and gradients on the fixed spikes are left in the folder's answers; {"loss": …, "versions": {…}}
    step      one training step; {"ms": wall-clock, "cpu_ms": summed over threads, "loss": …}

A peer can be tried by hand: printf 'compare\\nstep\\nstep\\n' | python src_pytorch.py FOLDER --threads 1
"""

import argparse
import json
import os
import platform
import sys
import time


def arguments(variants):
    """The peer's command line; the first of `variants` is what runs unless another one is asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", help="what the benchmark wrote")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--variant", choices=variants, default=variants[0])
    return parser.parse_args()


def serve(problem, peer, versions):
    """Answers until the input ends. `peer` has compare() -> (logits, loss, gradients by name) and train_step() -> loss."""
    # Libraries that print must not disturb the conversation.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    sys.stdout = sys.stderr
    for line in sys.stdin:
        print(json.dumps(answer(line.strip(), problem, peer, versions)), file=answers, flush=True)


def answer(command, problem, peer, versions):
    if command == "compare":
        logits, loss, gradients = peer.compare()
        problem.write("logits", logits)
        for name, gradient in gradients.items():
            problem.write(f"gradient-{name}", gradient)
        return {"loss": float(loss), "versions": {"python": platform.python_version(), **versions}}
    if command == "step":
        wall, cpu = time.perf_counter(), time.process_time()
        loss = float(peer.train_step())
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        return {"ms": 1000 * wall, "cpu_ms": 1000 * cpu, "loss": loss}
    return {"error": f'unknown command "{command}": choose compare or step'}
