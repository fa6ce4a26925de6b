import contextlib
import io
import pathlib
import unittest
from unittest import mock

from harness import load, main, plan
from harness.bench import Bench
from harness.plan import Measurement
from harness.report import Results


class RoundsTest(unittest.TestCase):
    def run_rounds(self, *measurements):
        options = main.options_of(["--rounds", "2", "--warm-up", "1"])
        results = Results({})
        bench = Bench(options, "java", pathlib.Path("."), pathlib.Path("."), results)
        bench.measurements = list(measurements)
        with mock.patch("harness.processes.await_quiet", return_value=True), \
                contextlib.redirect_stderr(io.StringIO()) as said:
            bench.rounds()
        return results, said.getvalue()

    def test_each_is_warmed_up_once_and_measured_in_every_round(self):
        asked = []
        run = lambda seconds: asked.append(seconds) or {"per_second": 7.0, "done": 7}
        results, said = self.run_rounds(Measurement("create", 8, 0, plan.OURS, run))
        self.assertEqual(asked, [1.0, 10.0, 10.0])
        self.assertEqual(len(results.rounds["create@8", 0, plan.OURS]), 2)
        self.assertIn("round 2: create@8 0 ours", said)

    def test_one_that_fails_is_told_and_the_others_go_on(self):
        def fails(_):
            raise load.Failed("it ended")

        results, _ = self.run_rounds(Measurement("create", 8, None, plan.OURS, fails, False),
                                     Measurement("show", 8, None, plan.OURS, lambda _: {"per_second": 1.0}, False))
        self.assertEqual(results.notes, {"FAILED: create@8  ours": "it ended"})
        self.assertEqual(len(results.rounds["show@8", None, plan.OURS]), 2)


if __name__ == "__main__":
    unittest.main()
