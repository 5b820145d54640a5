"""jupyter_kernel_test for a kernel of TypeScript: `python jupyter_kernel.py KERNEL_NAME SECONDS`; prints one line of JSON, test -> outcome."""

import json
import sys
import unittest

import jupyter_kernel_test as jkt

KERNEL = sys.argv[1]
SECONDS = int(sys.argv[2])


class Kernel(jkt.KernelTests):
    kernel_name = KERNEL
    language_name = "typescript"
    file_extension = ".ts"
    code_hello_world = 'console.log("hello, world")'
    code_stderr = 'console.error("oops")'
    completion_samples = [
        {"text": "Math.hyp", "matches": {"hypot"}},
        {"text": '"".toUpperC', "matches": {"toUpperCase"}},
    ]
    complete_code_samples = ["1 + 1", "const a = [1,\n2];", "function f() {\n}"]
    incomplete_code_samples = ["function f() {", "const a = [1,"]
    invalid_code_samples = ["const = 3;", "a b c"]
    code_page_something = "parseInt?"
    code_generate_error = 'throw new Error("boom")'
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": '"6".repeat(2)', "result": "'66'"},
    ]
    code_display_data = [
        {"code": 'import { display } from "tslab"; display.html("<b>1</b>")', "mime": "text/html"},
        {"code": 'import { display } from "tslab"; display.png(new Uint8Array(4))', "mime": "image/png"},
    ]
    code_history_pattern = "6 ? 7"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "parseInt"
    code_clear_output = (
        'globalThis[Symbol.for("spiking-recurrent-cell.notebook-kernel")].clearOutput()'
    )


class Welcome(jkt.IopubWelcomeTests):
    kernel_name = KERNEL
    support_iopub_welcome = True


class Outcomes(unittest.TextTestResult):
    """Keeps what became of each test; one that raises anything, timeouts included, fails."""

    def __init__(self, *args):
        super().__init__(*args)
        self.outcomes = {}

    def startTest(self, test):
        super().startTest(test)
        self.outcomes[name(test)] = "passes"

    def addError(self, test, err):
        super().addError(test, err)
        self.outcomes[name(test)] = "fails"

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.outcomes[name(test)] = "fails"

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err:
            self.outcomes[name(test)] = "fails"

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.outcomes[name(test)] = "skipped"


def name(test):
    return getattr(test, "_testMethodName", "set-up").removeprefix("test_")


def within_seconds(method):
    original = getattr(jkt.BlockingKernelClient, method)

    def patient(self, *args, timeout=None, **more):
        return original(self, *args, timeout=SECONDS, **more)

    setattr(jkt.BlockingKernelClient, method, patient)


# A test that waits for ever must not hold up the others, and a busy machine needs longer than the 15 s that the package allows.
within_seconds("get_shell_msg")
within_seconds("get_iopub_msg")

suite = unittest.TestSuite(
    unittest.defaultTestLoader.loadTestsFromTestCase(case) for case in (Kernel, Welcome)
)
result = unittest.TextTestRunner(resultclass=Outcomes).run(suite)
print(json.dumps(result.outcomes))
