//! The calendar of duties: worked by hand, and adding up to the maximum on every day of a round.

use parindex::duties::{Outlook, duties};
use parindex::report::duties::{Duties, ics};
use parindex::run::Materials;
use parindex::scenario::Base;
use parindex::terms::{Date, Exact, Lang};
use parindex::value::{Gap, Outcome, Value};

use crate::scenario::{full, with};
use crate::support::{Silent, one_block, root, rubric};

const SET: &str = "schema = 1\n[set]\nid = 's'\ntitle = 'T'\nyear = 2020\ndecision = 'D'\ntotal = 14\n\
    [1]\nname = 'F'\nna = 'exclude'\nsource = 'S'\nproof = 'P'\nappraiser = 'x'\n\
    [1.1]\nname = 'ban hành kế hoạch'\nmax = 2\n[1.1.data]\na = { label = 'A', type = 'date' }\n\
    [1.1.rule]\nkind = 'deadline'\nvalue = 'a'\ndue = 2020-06-30\nlate = [{ days = 20, points = 1 }]\n\
    [1.2]\nname = 'số cuộc'\nmax = 3\n[1.2.data]\nb = { label = 'B', type = 'count' }\n\
    [1.2.rule]\nkind = 'count'\nvalue = 'b'\neach = 1\n\
    [1.3]\nname = 'vi phạm'\nmax = 4\n[1.3.data]\nc = { label = 'C', type = 'count' }\n\
    [1.3.rule]\nkind = 'deduction'\nvalue = 'c'\neach = 0.5\n\
    [1.4]\nname = 'tỷ lệ'\nmax = 4\n[1.4.data]\nd = { label = 'D', type = 'percent' }\n\
    [1.4.rule]\nkind = 'steps'\nvalue = 'd'\nsteps = [{ from = '90%', points = 4 }]\n\
    [1.5]\nname = 'có hay không'\nmax = 1\nrequires = ['1.1']\n\
    [1.5.data]\ne = { label = 'E', type = 'yes_no' }\n\
    [1.5.rule]\nkind = 'yes_no'\nvalue = 'e'\n";

fn day(text: &str) -> Date {
    Date::parse_from_str(text, "%Y-%m-%d").unwrap()
}

/// Sure, possible and lost of every leaf of one unit.
fn outlooks(values: Vec<Outcome>, on: &str) -> (Vec<Outlook>, Outlook) {
    let set = rubric(SET);
    let round = one_block(1, "");
    with(&round, &set, vec![values], |sources| {
        let (scores, index) = full(sources);
        let found = duties(&Base::new(sources, &scores, &index), day(on));
        let leaves = found[0].duties.iter().map(|duty| duty.outlook.clone()).collect();
        assert_eq!(found[0].duties[0].due, Some(day("2020-06-30")));
        assert_eq!(found[0].duties[1].due, None);
        (leaves, found[0].whole.clone())
    })
}

fn points(sure: i64, possible: i64, lost: i64) -> Outlook {
    let half = |n| Exact::fraction(n, 2).unwrap();
    Outlook { sure: half(sure), possible: half(possible), lost: half(lost) }
}

fn number(n: i64) -> Outcome {
    Ok(Value::Number(Exact::whole(n)))
}

#[test]
fn what_is_done_is_sure_what_is_late_is_lost() {
    let values = |done: Outcome, answer| {
        let share = Exact::fraction(80, 100).unwrap();
        vec![done, number(2), number(3), Ok(Value::Number(share)), Ok(Value::YesNo(answer))]
    };
    // Halves of a point, worked by hand.
    let before = values(Ok(Value::Date(day("2020-06-25"))), false);
    let (leaves, whole) = outlooks(before.clone(), "2020-05-01");
    // The plan is dated later, so it has not happened; the gate keeps nothing for sure.
    let open = [points(0, 4, 0), points(4, 2, 0), points(0, 5, 3), points(0, 8, 0)];
    assert_eq!(leaves[..4], open);
    assert_eq!(leaves[4], points(0, 2, 0));
    assert_eq!(whole, points(4, 21, 3));
    let (leaves, _) = outlooks(before, "2020-06-25");
    assert_eq!(leaves[0], points(4, 0, 0));
    // Ten days late, one point is left; a month late none, and what hangs on it is lost too.
    let missing = values(Err(Gap::Missing), true);
    let (leaves, _) = outlooks(missing.clone(), "2020-07-10");
    assert_eq!((&leaves[0], &leaves[4]), (&points(0, 2, 2), &points(0, 2, 0)));
    let (leaves, whole) = outlooks(missing, "2020-08-10");
    assert_eq!((&leaves[0], &leaves[4]), (&points(0, 0, 4), &points(0, 0, 2)));
    assert_eq!(whole.max(), Exact::whole(14));
}

#[test]
fn the_three_add_up_to_the_maximum_on_every_day() {
    let folder = root().join("data/hoa-thanh-2020");
    let materials = Materials::read(&folder, &Silent).unwrap_or_else(|_| panic!("it is read"));
    let (results, _) = materials.assess(&Silent);
    let mut blocks = vec![Vec::new(); results.blocks.len()];
    for on in ["2020-02-15", "2020-07-01"] {
        materials.each_base(&results, &mut |block, base| {
            let found = duties(base, day(on));
            for (unit, of) in found.iter().enumerate() {
                let nodes = &results.blocks[block].rubric.nodes;
                for duty in &of.duties {
                    let zero = Exact::zero();
                    let parts = [&duty.outlook.sure, &duty.outlook.possible, &duty.outlook.lost];
                    assert!(parts.iter().all(|part| **part >= zero), "{on} {unit} {duty:?}");
                    assert_eq!(duty.outlook.max(), nodes[duty.node].max, "{on} {unit}");
                }
            }
            blocks[block] = found;
        });
    }
    let all = Duties { results: &results, day: day("2020-07-01"), blocks };
    let text = ics(&all, Lang::Vi);
    assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"));
    assert!(text.split("\r\n").all(|line| line.len() <= 75));
    assert_eq!(text.matches("BEGIN:VEVENT").count(), text.matches("END:VEVENT").count());
    assert!(text.contains("DTSTART;VALUE=DATE:2020"));
}
