use super::*;
use crate::terms::Exact;

const DRAWN: [usize; 4] = [9, 1, 3, 7];

fn plan(effect: &str, response: &str) -> Plan {
    let number = |text| Exact::from_decimal(text).unwrap();
    Plan { design_effect: number(effect), response: number(response), ..Plan::default() }
}

#[test]
fn sample_sizes_are_those_of_the_method_page() {
    let worked = [
        (60, 53),
        (150, 110),
        (400, 200),
        (900, 277),
        (2_500, 345),
        (5_000, 371),
        (20_000, 393),
        (0, 0),
        (1, 1),
    ];
    for (transactions, need) in worked {
        assert_eq!(Plan::default().need(transactions), need, "{transactions}");
    }
    // whole results stay: 1,600 / (1 + 1,600 / 1,600) = 800 at e = 2.5%
    let narrow = Plan { error: Exact::fraction(1, 40).unwrap(), ..Plan::default() };
    assert_eq!(narrow.need(1_600), 800);
}

#[test]
fn design_effect_and_response_raise_the_numbers_up_to_everybody() {
    // 1.5 · 900 / 3.25 = 415.38…; 416 / 0.8 = 520
    let plan = plan("1.5", "0.8");
    assert_eq!(plan.need(900), 416);
    assert_eq!(plan.issue(416, 900), 520);
    assert_eq!(plan.need(60), 60);
    assert_eq!(plan.issue(60, 60), 60);
}

#[test]
fn quotas_are_proportional_and_add_up() {
    assert_eq!(shared_out(277, &[450, 300, 150]), [139, 92, 46]);
    assert_eq!(shared_out(10, &[1, 1, 1]), [4, 3, 3]);
    assert_eq!(shared_out(2, &[5, 5, 5, 5]), [1, 1, 0, 0]);
    assert_eq!(shared_out(5, &[0, 0]), [0, 0]);
    assert_eq!(shared_out(3, &[0, 9]), [0, 3]);
    let big = shared_out(u64::from(u32::MAX), &[u64::MAX / 4, u64::MAX / 2]);
    assert_eq!(big.iter().sum::<u64>(), u64::from(u32::MAX));
}

#[test]
fn a_unit_has_its_numbers() {
    let population = Population {
        transactions: Some(900),
        services: vec![("Đất đai".into(), 600), ("Hộ tịch".into(), 300)],
        issued: Some(300),
        returned: Some(280),
    };
    let have = |service: &str| (service == "Đất đai").then_some(200);
    let unit = UnitId::new("a");
    let work = quota(&Plan::default(), &unit, &population, 250, &have).unwrap();
    assert_eq!((work.need, work.issue, work.have, work.missing()), (277, 277, 250, 27));
    let services: Vec<_> = work.services.iter().map(|s| (s.need, s.missing())).collect();
    assert_eq!(services, [(185, Some(0)), (92, None)]);
    let unknown = Population::default();
    assert_eq!(quota(&Plan::default(), &unit, &unknown, 9, &have), None);
}

/// The tickets are those that any program computes: `printf '2020|long-hoa|đất đai|1' | sha256sum`.
#[test]
fn the_draw_can_be_checked_by_hand() {
    let unit = UnitId::new("long-hoa");
    let drawn = draw("2020", &unit, "Đất đai", 10, 4);
    assert_eq!(drawn, DRAWN);
    let mut all = draw("2020", &unit, "Đất đai", 10, 99);
    assert_eq!(all[..4], DRAWN);
    all.sort_unstable();
    assert_eq!(all, (0..10).collect::<Vec<_>>());
    assert_ne!(draw("2021", &unit, "Đất đai", 10, 4), DRAWN);
}

#[test]
fn every_record_has_the_same_chance() {
    let unit = UnitId::new("a");
    let mut times = [0u32; 20];
    for seed in 0..2_000 {
        for at in draw(&seed.to_string(), &unit, "", 20, 5) {
            times[at] += 1;
        }
    }
    // 500 expected each; the chi-square of 20 cells stays below its 99.9% point of 43.8
    let distance = |n: &u32| (f64::from(*n) - 500.0).powi(2) / 500.0;
    let chi: f64 = times.iter().map(distance).sum();
    assert!(chi < 43.8, "{chi} {times:?}");
}
