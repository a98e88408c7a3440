//! A bare streaming scan and group-by of polars over a CSV of answers: how many of each unit, and
//! how many gave 4 or 5 to each question.

use polars::prelude::*;

const QUESTIONS: usize = 25;

fn main() -> PolarsResult<()> {
    let mut arguments = std::env::args().skip(1);
    let (file, how) = (arguments.next().expect("a file"), arguments.next().unwrap_or_default());
    let file = std::fs::canonicalize(file)?;
    let as_text = how == "text";
    let names: Vec<String> = (1..=QUESTIONS).map(|at| format!("C{at}")).collect();
    let mut schema = Schema::default();
    schema.insert("Mã phiếu".into(), DataType::String);
    schema.insert("Đơn vị".into(), DataType::String);
    let kind = if as_text { DataType::String } else { DataType::Int8 };
    names.iter().for_each(|name| _ = schema.insert(name.as_str().into(), kind.clone()));
    let satisfied = |name: &String| match as_text {
        true => col(name).eq(lit("5")).or(col(name).eq(lit("4"))),
        false => col(name).gt_eq(lit(4)),
    };
    let mut figures = vec![len().alias("n")];
    figures.extend(names.iter().map(|name| satisfied(name).sum().alias(name)));
    figures.extend(names.iter().map(|name| col(name).count().alias(format!("{name} n"))));
    let frame = LazyCsvReader::new(PlRefPath::new(file.to_str().expect("a path of UTF-8")))
        .with_schema(Some(Arc::new(schema)))
        .with_ignore_errors(true)
        .with_glob(false)
        .finish()?
        .group_by([col("Đơn vị")])
        .agg(figures)
        .collect_with_engine(Engine::Streaming)?
        .unwrap_single();
    let sum = |name: &str| frame.column(name)?.as_materialized_series().sum::<u64>();
    println!("{} units, {} rows, {} satisfied", frame.height(), sum("n")?, sum("C1")?);
    Ok(())
}
