import unittest

from harness import postgres
from harness.postgres import Statement

LOG = """2026-11-22 15:28:37.336 UTC/[10]/LOG:  statement: BEGIN
2026-11-22 15:28:37.336 UTC/[11]/LOG:  execute S_1: select 1
2026-11-22 15:28:37.337 UTC/[10]/LOG:  execute S_14: insert into note (id, text)
\tvalues ($1, $2)
\t
2026-11-22 15:28:37.337 UTC/[10]/DETAIL:  Parameters: $1 = 'a1', $2 = 'it''s, $3 = here'
2026-11-22 15:28:37.338 UTC/[10]/LOG:  execute <unnamed>: update note set text = $1
2026-11-22 15:28:37.338 UTC/[10]/DETAIL:  Parameters: $1 = NULL
2026-11-22 15:28:37.339 UTC/[12]/LOG:  statement: BEGIN
2026-11-22 15:28:37.339 UTC/[12]/LOG:  execute S_2: delete from note
2026-11-22 15:28:37.340 UTC/[10]/LOG:  execute S_1: COMMIT
2026-11-22 15:28:37.340 UTC/[12]/LOG:  statement: ROLLBACK
"""


class LogTest(unittest.TestCase):
    def test_a_transaction_has_its_own_statements_with_their_parameters(self):
        [transaction] = postgres.transactions(postgres.parse_log(LOG))
        self.assertEqual([s.sql for s in transaction],
                         ["insert into note (id, text)\nvalues ($1, $2)", "update note set text = $1"])
        self.assertEqual(transaction[0].parameters, ["a1", "it's, $3 = here"])
        self.assertEqual(transaction[1].parameters, [None])

    def test_what_was_rolled_back_is_no_transaction(self):
        self.assertNotIn("delete from note", [s.sql for t in postgres.transactions(postgres.parse_log(LOG)) for s in t])

    def test_a_requests_statements_are_those_that_come_as_often_as_it(self):
        request = [Statement(1, "select a", []), Statement(1, "select b", ["1"]), Statement(1, "select b", ["2"])]
        heard = request * 5 + [Statement(2, "select poll", [])] * 3
        self.assertEqual([(s.sql, s.parameters) for s in postgres.repeated(heard, 5)],
                         [("select a", []), ("select b", ["1"]), ("select b", ["2"])])

    def test_words_are_found_within_logged_bytes(self):
        statement = Statement(1, "insert", ["\\x" + b'{"id":"a1"}'.hex()])
        self.assertTrue(statement.mentions("a1"))
        self.assertFalse(statement.mentions("a2"))

    def test_what_writes_is_told_from_what_reads(self):
        self.assertTrue(Statement(1, "with t as (\n select 1), k as (insert into x select * from t) select 1", []).writes())
        self.assertTrue(Statement(1, "UPDATE x set a = 1", []).writes())
        self.assertFalse(Statement(1, "with t as (select 1) select * from t", []).writes())
        self.assertFalse(Statement(1, "select pg_advisory_xact_lock($1)", []).writes())


class RewritingTest(unittest.TestCase):
    def test_unnested_arrays_get_the_types_of_the_columns_they_go_into(self):
        statement = Statement(1, "insert into v\n (id, name, sizes)\nselect * from unnest($1, $2, $3)", ["{}", "{x}", "{[]}"])
        self.assertEqual(postgres.cast_arrays(statement, {"v": {"id": "uuid", "name": "text", "sizes": "text[]"}, "w": {"id": "text"}}),
                         "insert into v\n (id, name, sizes)\nselect * from unnest($1::uuid[], $2::text[], $3::jsonb[])")

    def test_a_list_that_the_statement_casts_is_a_text(self):
        statement = Statement(1, "insert into v (id, sizes) select id, cast(sizes as text[]) from unnest($1, $2) as r (id, sizes)", ["{}", "{}"])
        self.assertEqual(postgres.cast_arrays(statement, {"v": {"id": "uuid", "sizes": "text[]"}}),
                         "insert into v (id, sizes) select id, cast(sizes as text[]) from unnest($1::uuid[], $2::text[]) as r (id, sizes)")

    def test_or_of_the_names_they_are_given(self):
        statement = Statement(1, "update s.place p set n = 1 from unnest($1, $2) as t (at, what) where a = any($3)", ["{}", "{b}", "{}"])
        self.assertEqual(postgres.cast_arrays(statement, {"place": {"at": "bigint"}}),
                         "update s.place p set n = 1 from unnest($1::bigint[], $2::text[]) as t (at, what) where a = any($3)")

    def test_or_of_what_they_look_like(self):
        statement = Statement(1, "select unnest($1), unnest($2), unnest($3)", ['{7}', '{"2026-11-22 15:28:37.33+00"}', '{"a b"}'])
        self.assertEqual(postgres.cast_arrays(statement, {}),
                         "select unnest($1::bigint[]), unnest($2::timestamptz[]), unnest($3::text[])")

    def test_jdbc_gets_parameters_in_the_order_of_use(self):
        self.assertEqual(postgres.for_jdbc('insert into a values ($2, $1, $2)\n\nRETURNING "id"', ["x", None]),
                         ("insert into a values (?, ?, ?)", [None, "x", None]))

    def test_pgbench_gets_variables_and_no_lines(self):
        self.assertEqual(postgres.for_pgbench("select a\nfrom b where c = $1::uuid and d = coalesce($2, d)", ["7", None], 3),
                         ("select a from b where c = :s3p1::uuid and d = coalesce(null, d);", {"s3p1": "7"}))


if __name__ == "__main__":
    unittest.main()
