"""The parts of the analysis of votes, worked by hand, and what must never change a result."""

import random
import warnings
from math import sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.opinion.clusters import first_distinct, silhouette, weighted_k_means
from analysis.opinion.components import principal_components
from analysis.opinion.consensus import consensus_of_all, group_informed_consensus, mean_consensus
from analysis.opinion.differences import benjamini_hochberg, differences, two_sided_p
from analysis.opinion.grouping import group, in_fixed_order, takes_part
from analysis.opinion.opinions import Opinions, opinions_of
from analysis.opinion.stability import adjusted_rand_index, examine
from analysis.opinion.tallies import Tally, one_proportion_z, tally, two_proportions_z
from analysis.opinion.votes import CastVote, VoteTable, vote_table

NAN = float("nan")
K = 5


def table(rows: list[list[float]]) -> VoteTable:
    return VoteTable(
        participants=tuple(str(n) for n in range(len(rows))),
        statements=tuple(str(n) for n in range(len(rows[0]))),
        votes=np.array(rows),
    )


def counts(agree: int, disagree: int, voted: int) -> Tally:
    return Tally(
        agree=np.array([float(agree)]),
        disagree=np.array([float(disagree)]),
        voted=np.array([float(voted)]),
    )


def test_of_several_votes_the_last_counts() -> None:
    cast = [CastVote("a", "1", 1), CastVote("b", "1", 0), CastVote("a", "1", -1)]
    assert vote_table(cast).votes.tolist() == [[-1.0], [0.0]]


def test_names_are_sorted_as_numbers_where_they_are_numbers() -> None:
    cast = [CastVote(name, "1", 1) for name in ("10", "9", "b", "a")]
    assert vote_table(cast).participants == ("9", "10", "a", "b")


@pytest.mark.parametrize("vote", [2, -2, 5])
def test_other_votes_are_refused(vote: int) -> None:
    with pytest.raises(ValueError, match="-1, 0 or 1"):
        vote_table([CastVote("a", "1", vote)])


def test_z_of_a_share() -> None:
    # 9 of 10: 2 √11 (10/11 − 1/2).
    assert one_proportion_z(np.array([9.0]), np.array([10.0]))[0] == pytest.approx(
        2 * sqrt(11) * (10 / 11 - 0.5)
    )


def test_z_of_two_shares_where_everybody_agrees() -> None:
    ten, five = np.array([10.0]), np.array([5.0])
    assert two_proportions_z(ten, ten, five, five)[0] == 0


def test_consensus_needs_more_than_a_half() -> None:
    found = consensus_of_all(counts(9, 1, 10), left_out=[False])
    assert [(one.hits, one.trials) for one in found.agree] == [(9, 10)]
    assert found.disagree == ()
    assert consensus_of_all(counts(9, 1, 10), left_out=[True]).agree == ()


def test_consensus_of_groups_shrinks_with_their_number_and_its_mean_does_not() -> None:
    one = counts(8, 0, 8)
    assert group_informed_consensus([one, one])[0] == pytest.approx(0.9**2)
    assert mean_consensus([one, one])[0] == pytest.approx(0.9)


def test_a_projection_moves_those_outwards_who_voted_little() -> None:
    votes = table([[1, 1], [-1, -1], [1, NAN]])
    points = principal_components(votes).project(votes)
    few = points[2]
    assert abs(few[0]) > 0
    assert np.sign(few[0]) == np.sign(points[0][0])


def test_silhouettes_by_hand() -> None:
    points = np.array([[0.0, 0.0], [0.0, 2.0], [10.0, 0.0]])
    # Two near each other at 2; the third is alone and has 0.
    first = 1 - 2 / 10
    second = 1 - 2 / sqrt(104)
    assert silhouette(points, np.array([0, 0, 1])) == pytest.approx((first + second) / 3)
    assert silhouette(points, np.array([0, 0, 0])) == 0


def test_clusters_start_at_the_first_points_and_weigh_them() -> None:
    points = np.array([[0.0, 0.0], [0.0, 0.0], [1.0, 0.0], [9.0, 0.0]])
    start = first_distinct(points, 2)
    assert start.tolist() == [[0, 0], [1, 0]]
    found = weighted_k_means(points, np.array([1.0, 1.0, 2.0, 1.0]), start)
    assert found.labels.tolist() == [0, 0, 0, 1]
    assert found.centres.tolist() == [[0.5, 0.0], [9.0, 0.0]]


def test_rand_index_by_hand() -> None:
    one = np.array([0, 0, 0, 1, 1, 1])
    assert adjusted_rand_index(one, np.array([5, 5, 5, 2, 2, 2])) == 1
    # Pairs together in both: 2; by chance 6 · 3 / 15; at most (6 + 3) / 2 (Hubert and Arabie).
    other = np.array([0, 0, 1, 1, 2, 2])
    assert adjusted_rand_index(one, other) == pytest.approx((2 - 6 * 3 / 15) / (4.5 - 6 * 3 / 15))
    assert adjusted_rand_index(one, np.zeros(6, dtype=np.int64)) == 0


def test_false_discoveries_are_held_down() -> None:
    ps = np.array([0.01, 0.04, 0.03, 0.5])
    # Bounds are 0.0125, 0.025, 0.0375, 0.05 for p in order: only the first holds.
    assert benjamini_hochberg(ps, 0.05).tolist() == [True, False, False, False]
    assert benjamini_hochberg(np.array([0.01, 0.02, 0.03]), 0.05).tolist() == [True] * 3
    assert benjamini_hochberg(np.array([]), 0.05).tolist() == []
    assert two_sided_p(1.959964) == pytest.approx(0.05, abs=1e-6)


def test_departments_that_differ_are_told() -> None:
    found = differences([counts(18, 1, 20), counts(2, 15, 20)])
    assert {(one.group, one.direction) for one in found if one.is_sure and one.z > 0} == {
        (0, "agree"),
        (1, "disagree"),
    }
    assert differences([counts(3, 1, 4)]) == ()


def test_few_people_are_filled_up_with_the_most_active() -> None:
    rows = [[1.0] * 8 if n < 3 else [1.0] * (n % 6) + [NAN] * (8 - n % 6) for n in range(30)]
    mask = takes_part(table(rows))
    assert mask.sum() == 15
    assert mask[:3].all()
    assert min(int(np.sum(~np.isnan(rows[n]))) for n in np.flatnonzero(mask)) >= 3


def test_everybody_takes_part_where_there_are_few_statements() -> None:
    assert takes_part(table([[1.0, -1.0]] * 20)).all()


def two_camps(people: int, seed: int = 1) -> list[CastVote]:
    chance = random.Random(seed)
    return [
        CastVote(
            str(person),
            str(statement),
            (1 if (person % 2) == (statement % 2) else -1)
            if chance.random() < 0.9
            else chance.choice([-1, 0, 1]),
        )
        for person in range(people)
        for statement in range(10)
    ]


def noise(people: int, seed: int) -> list[CastVote]:
    chance = random.Random(seed)
    return [
        CastVote(str(person), str(statement), chance.choice([-1, 0, 1]))
        for person in range(people)
        for statement in range(10)
    ]


def test_two_camps_are_told() -> None:
    found = opinions_of(vote_table(two_camps(40)), k=K)
    assert [one.size for one in found.groups] == [20, 20]
    assert found.honesty is not None
    assert found.honesty.has_axis
    assert found.honesty.stability > 0.9
    # With five statements a group stands for all of its own, each in its direction.
    assert all(len(one.representative) == 5 for one in found.groups)


@pytest.mark.parametrize("seed", range(6))
def test_noise_is_never_told_as_groups(seed: int) -> None:
    found = opinions_of(vote_table(noise(30, seed)), k=K)
    assert found.groups == ()
    assert found.honesty is not None
    assert found.honesty.reasons


def test_a_group_that_is_too_small_is_not_told() -> None:
    cast = [vote for vote in two_camps(40) if int(vote.participant) % 2 == 0]
    cast += [vote for vote in two_camps(40) if vote.participant in ("1", "3", "5")]
    found = opinions_of(vote_table(cast), k=K)
    assert found.groups == ()
    assert found.honesty is not None
    assert "small_group" in found.honesty.reasons


def told(found: Opinions) -> object:
    return (
        [(one.size, one.representative) for one in found.groups],
        found.honesty,
        found.consensus,
        found.priorities.tolist(),
        None if found.group_informed is None else found.group_informed.tolist(),
    )


@settings(max_examples=12, deadline=None, derandomize=True)
@given(st.randoms(use_true_random=False), st.sampled_from([two_camps(24), noise(24, 3)]))
def test_order_names_and_repetitions_change_nothing(
    chance: random.Random, cast: list[CastVote]
) -> None:
    names = [f"p{number}" for number in range(24)]
    chance.shuffle(names)
    renamed = [CastVote(names[int(v.participant)], v.statement, v.vote) for v in cast]
    chance.shuffle(renamed)
    repeated = [*renamed, *chance.sample(renamed, 30)]
    assert told(opinions_of(vote_table(repeated), k=K)) == told(opinions_of(vote_table(cast), k=K))


@pytest.mark.parametrize(
    "cast",
    [
        [],
        [CastVote("a", "1", 1)],
        [CastVote(str(n), str(s), 1) for n in range(20) for s in range(9)],
        [CastVote(str(n), str(s), 0) for n in range(20) for s in range(9)],
        [CastVote(str(n), "1", 1 - 2 * (n % 2)) for n in range(20)],
        [CastVote(str(n), str(n), 1) for n in range(20)],
    ],
    ids=["nothing", "one voter", "all agree", "all pass", "one statement", "nothing in common"],
)
def test_odd_tables_have_a_defined_result_and_no_warning(cast: list[CastVote]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = opinions_of(vote_table(cast, statements=["1", "2", "unasked"]), k=K)
    assert np.isfinite(found.priorities).all()
    assert np.isfinite(found.components.components).all()
    assert found.honesty is not None


def test_one_given_group_is_told_and_compared_with_nobody() -> None:
    cast = two_camps(20)
    found = opinions_of(vote_table(cast), k=K, groups={str(n): "511" for n in range(20)})
    assert [(one.name, one.size) for one in found.groups] == [("511", 20)]
    assert found.differences == ()


def test_a_sample_of_many_people_is_tested() -> None:
    ordered = in_fixed_order(vote_table(two_camps(500)))
    honesty = examine(ordered, group(ordered), k=K)
    assert honesty.has_groups


def test_counts_of_votes() -> None:
    found = tally(np.array([[1, NAN], [-1, 0], [0, NAN]]))
    assert found.agree.tolist() == [1, 0]
    assert found.disagree.tolist() == [1, 0]
    assert found.passed.tolist() == [1, 1]
    assert found.voted.tolist() == [3, 1]
