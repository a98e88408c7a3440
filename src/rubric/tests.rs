#[test]
#[ignore]
fn look() {
    #![allow(clippy::disallowed_methods, clippy::disallowed_macros)]
    use crate::source::Source;
    use crate::terms::Lang;
    let mut files = std::env::var("RUBRIC").unwrap();
    let mut base = None;
    if let Some((f, b)) = files.clone().split_once(',') {
        base = Some(Source::new(b, std::fs::read_to_string(b).unwrap()));
        files = f.to_string();
    }
    let s = Source::new(files.as_str(), std::fs::read_to_string(&files).unwrap());
    let mut p = crate::problem::Problems::default();
    let r = super::from_toml(&s, base.as_ref(), &mut p);
    for x in p.sorted().iter() {
        println!(
            "{} {}: {}\n{}\n  => {}\n   {} => {}\n",
            x.kind.code,
            x.place,
            x.message(Lang::Vi),
            x.excerpt.clone().unwrap_or_default(),
            x.help(Lang::Vi),
            x.message(Lang::En),
            x.help(Lang::En)
        );
    }
    match r {
        Some(r) => println!(
            "OK {} leaves {} order {:?} {}",
            r.total.to_plain(),
            r.leaves().count(),
            r.scoring_order.len(),
            r.sha256
        ),
        None => println!("REFUSED"),
    }
}
