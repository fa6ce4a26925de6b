import unittest

from harness import main, plan
from harness.plan import Measurement
from harness.report import Results

ABOUT = {"cpus": 2, "cpu": "a CPU", "memory_mib": 100, "kernel": "6", "commit": "c", "at": "now", "rounds": 2,
         "seconds": 1.0, "tokens": "made up", "wrk": "wrk", "pgbench": "pgbench"}


def results():
    found = Results(dict(ABOUT))
    for rows, subject, rates in ((1000, plan.OURS, (100, 120)), (1000, plan.SELECT, (200, 200)),
                                 (9000, plan.OURS, (50, 60))):
        for rate in rates:
            found.add(Measurement("detail", 8, rows, subject, None), {"per_second": rate, "p50_ms": 1.0, "refused": 0})
    return found


class ResultsTest(unittest.TestCase):
    def test_ours_is_held_against_the_others_and_against_fewer_rows(self):
        ratios = {(rows, other): summary["median"] for _, rows, other, summary in results().ratios()}
        self.assertAlmostEqual(ratios[1000, plan.SELECT], 0.55)
        self.assertAlmostEqual(ratios[9000, "fewest rows"], 0.5)
        self.assertEqual(len(ratios), 2)

    def test_none_at_all_are_fewer_too(self):
        found = Results(dict(ABOUT))
        for rows, rate in ((0, 100), (500, 80)):
            found.add(Measurement("create", 8, rows, plan.OURS, None), {"per_second": rate})
        self.assertEqual([(rows, other, summary["median"]) for _, rows, other, summary in found.ratios()],
                         [(500, "fewest rows", 0.8)])
        self.assertIn("| create@8 | 0 | ours |", found.as_table())

    def test_goals_are_told_as_met_or_missed(self):
        table = results().as_table()
        self.assertIn("| detail@8 | 1,000 | per_second | ≥ 0.4 × same select | 0.55 | met |", table)
        self.assertIn("≥ 0.9 × fewest rows | 0.5 | **missed** |", table)

    def test_one_that_ended_early_says_so(self):
        early = Results({**ABOUT, "ended": "early, so there may be fewer rounds"})
        self.assertIn("ended early", early.as_table())
        self.assertNotIn("ended", Results({**ABOUT, "ended": "as planned"}).as_table())

    def test_the_json_has_every_round(self):
        measured = results().as_json()["measurements"]
        self.assertEqual([len(one["rounds"]) for one in measured], [2, 2, 2])


class OptionsTest(unittest.TestCase):
    def test_quick_is_quick_unless_said_otherwise(self):
        options = main.options_of(["--quick", "--rounds", "7"])
        self.assertEqual((options.rounds, options.seconds, options.sizes), (7, 2.0, [1000, 20000]))

    def test_every_size_has_a_number_of_instances(self):
        options = main.options_of(["--sizes", "10,100,1_000", "--instances", "5"])
        self.assertEqual((options.sizes, options.instances), ([10, 100, 1000], [5, 5, 5]))

    def test_nothing_is_made_beforehand_unless_asked_for(self):
        self.assertEqual(main.options_of([]).made, [None])
        self.assertEqual(main.options_of(["--made", "0,10_000"]).made, [0, 10000])

    def test_workloads_are_chosen_by_name_clients_or_pattern(self):
        self.assertTrue(plan.wanted("create@8", ["create"]))
        self.assertTrue(plan.wanted("create@8", ["create@*"]))
        self.assertFalse(plan.wanted("create@8", ["create@32", "show"]))
        self.assertTrue(plan.wanted("show@8", []))

    def test_every_goal_is_about_a_workload_there_is(self):
        labels = set(main.labels())
        self.assertEqual([goal.label for goal in plan.GOALS if goal.label not in labels], [])


if __name__ == "__main__":
    unittest.main()
