import math
import unittest

from harness import figures


class FiguresTest(unittest.TestCase):
    def test_a_percentile_is_a_value_that_was_measured(self):
        values = list(range(1, 1001))
        self.assertEqual(figures.percentile(values, 0.5), 500)
        self.assertEqual(figures.percentile(values, 0.99), 990)
        self.assertEqual(figures.percentile(values, 0.999), 999)
        self.assertEqual(figures.percentile([7], 0.99), 7)

    def test_latencies_are_milliseconds(self):
        found = figures.latencies([3000, 1000, 2000])
        self.assertEqual((found["p50_ms"], found["max_ms"]), (2.0, 3.0))
        self.assertEqual(figures.latencies([]), {})

    def test_the_median_stands_for_the_rounds_and_the_spread_beside_it(self):
        found = figures.summary([10, 12, 11, 40, 9])
        self.assertEqual(found["median"], 11)
        self.assertAlmostEqual(found["spread"], 31 / 11)

    def test_a_ratio_is_made_round_by_round(self):
        ours, theirs = [{"per_second": 10}, {"per_second": 100}], [{"per_second": 5}, {"per_second": 100}]
        found = figures.ratio(ours, theirs)
        self.assertEqual((found["min"], found["max"]), (1, 2))

    def test_a_round_without_answers_makes_no_ratio(self):
        self.assertIsNone(figures.ratio([{"per_second": 0}], [{"per_second": 5}]))

    def test_a_figure_that_some_rounds_have_is_summed_up_over_those(self):
        self.assertEqual(figures.over_rounds([{"a": 1, "text": "x"}, {"b": 2}])["b"]["median"], 2)

    def test_quantiles_of_a_histogram_lie_within_their_bucket(self):
        before = {0.001: 10, 0.01: 10, math.inf: 10}
        after = {0.001: 60, 0.01: 110, math.inf: 110}
        self.assertAlmostEqual(figures.quantile_of_buckets(before, after, 0.25), 0.0005)
        self.assertAlmostEqual(figures.quantile_of_buckets(before, after, 0.75), 0.0055)
        self.assertIsNone(figures.quantile_of_buckets(after, after, 0.5))


if __name__ == "__main__":
    unittest.main()
