import unittest

from harness import load

SAID = """Running 2s test @ http://127.0.0.1:1/
SAMPLES accepted 1500,2500

REFUSAL 409 {"conflictingRequest": {}}

RESULT {"requests": 3, "microseconds": 2000000, "bytes": 10, "refused": 1, "broken": 0}
"""


class WrkTest(unittest.TestCase):
    def test_what_the_scripts_write_is_read(self):
        result, samples, refusal = load.parse_wrk(SAID)
        self.assertEqual(result["requests"], 3)
        self.assertEqual(samples, {"accepted": [1500, 2500]})
        self.assertTrue(refusal.startswith("409"))

    def test_without_a_result_it_has_failed(self):
        with self.assertRaises(load.Failed):
            load.parse_wrk("unable to connect")

    def test_many_answers_are_counted_and_of_few_the_time_of_one_is(self):
        counted = {"requests": 4000, "microseconds": 2_000_000, "mean": 1000}
        self.assertEqual(load.rate(4000, 1, counted), 2000)
        # Two in 20 s, and a third that was unfinished at the end: one takes 8 s.
        few = {"requests": 2, "microseconds": 20_000_000, "mean": 8_000_000}
        self.assertEqual(load.rate(2, 1, few), 0.125)
        self.assertEqual(load.rate(1, 1, few), 0.0625)
        self.assertEqual(load.rate(0, 1, few), 0)

    def test_costs_are_per_thousand_of_what_was_done(self):
        seconds = iter([10.0, 13.0])
        found = load.costs(lambda: next(seconds), lambda: {"done": 500})
        self.assertAlmostEqual(found["cpu_s_per_1000"], 6.0)

    def test_without_processes_there_are_no_costs(self):
        self.assertNotIn("cpu_s_per_1000", load.costs(lambda: None, lambda: {"done": 500}))


if __name__ == "__main__":
    unittest.main()
