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

    def test_costs_are_per_thousand_of_what_was_done(self):
        seconds = iter([10.0, 13.0])
        found = load.costs(lambda: next(seconds), lambda: {"done": 500})
        self.assertAlmostEqual(found["cpu_s_per_1000"], 6.0)

    def test_without_processes_there_are_no_costs(self):
        self.assertNotIn("cpu_s_per_1000", load.costs(lambda: None, lambda: {"done": 500}))


if __name__ == "__main__":
    unittest.main()
