//! Native Excel charts that can be read in greyscale; their figures stand on a sheet of
//! their own, so that a reader can check them.

use std::collections::BTreeSet;

use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartDataLabelPosition, ChartErrorBars, ChartErrorBarsDirection,
    ChartErrorBarsType, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartLineDashType,
    ChartMarker, ChartPatternFill, ChartPatternFillType, ChartRange, ChartSeries, ChartSolidFill,
    ChartType, Color, Format, Formula, Worksheet, XlsxError,
};

use super::formats::{self, FONT};
use super::measure::{height, lines};
use super::paper::paper;
use crate::report::block::{self, ChartKind, Figure};
use crate::terms::Lang;
use crate::write::sinks::{cell_text, chart_text, sheet_name};

/// Labels over more columns than this overlap.
const MOST_LABELS: usize = 30;
/// Widths of the columns of names and of figures, in pixels.
const NAMES: f64 = 330.0;
const FIGURES: f64 = 130.0;

const DARKEST: u32 = 0x1F4E79;

/// Fills that differ in brightness or pattern: foreground, background, pattern.
const FILLS: &[(u32, u32, Option<ChartPatternFillType>)] = &[
    (DARKEST, 0xFFFFFF, None),
    (0xBDD7EE, 0xFFFFFF, None),
    (0x2E75B6, 0xFFFFFF, Some(ChartPatternFillType::DiagonalStripesWideUpwards)),
    (0xED7D31, 0xFFFFFF, None),
    (0x404040, 0xFFFFFF, Some(ChartPatternFillType::Dotted20Percent)),
    (0xFFE699, 0xFFFFFF, None),
    (0x385723, 0xFFFFFF, Some(ChartPatternFillType::HorizontalStripesDark)),
    (0xA6A6A6, 0xFFFFFF, None),
    (0x7F6000, 0xFFFFFF, Some(ChartPatternFillType::DiagonalStripesWideDownwards)),
    (0xE2F0D9, 0xFFFFFF, None),
];

/// The figures of all charts of a workbook.
pub(super) struct ChartData {
    name: String,
    lang: Lang,
    /// With the row of the title.
    charts: Vec<(u32, block::Chart)>,
    next_row: u32,
    hidden: bool,
}

impl ChartData {
    pub(super) fn new(lang: Lang, taken: &mut BTreeSet<String>) -> ChartData {
        let name = match lang {
            Lang::Vi => "Số liệu biểu đồ",
            Lang::En => "Chart data",
        };
        ChartData {
            name: sheet_name(name, taken),
            lang,
            charts: Vec::new(),
            next_row: 0,
            hidden: false,
        }
    }

    /// The chart, and its figures noted for [`ChartData::sheet`].
    pub(super) fn draw(&mut self, chart: &block::Chart, wide: u32, high: u32) -> Chart {
        let known = self.charts.iter().find(|(_, known)| known == chart);
        let first = known.map_or(self.next_row, |(first, _)| *first);
        if known.is_none() {
            self.next_row += chart.categories.len() as u32 + 3;
            self.charts.push((first, chart.clone()));
        }
        // A row for the title and one for the names of the series come first.
        let first = first + 2;
        let place = Place { sheet: &self.name, first, rows: chart.categories.len() as u32 };
        draw(chart, &place, wide, high)
    }

    /// The figures are for the charts alone: readers do not see their sheet.
    pub(super) fn hide(&mut self) {
        self.hidden = true;
    }

    /// The sheet with the figures, when there are any.
    pub(super) fn sheet(&self, footer: &[String; 2]) -> Result<Option<Worksheet>, XlsxError> {
        if self.charts.is_empty() {
            return Ok(None);
        }
        let mut sheet = Worksheet::new();
        sheet.set_name(&self.name)?;
        sheet.set_hidden(self.hidden);
        let columns = self.charts.iter().map(|(_, c)| c.series.len()).max().unwrap_or(0);
        paper(&mut sheet, (1, 0), footer);
        sheet.set_column_width_pixels(0, NAMES as u32)?;
        for column in 1..=columns {
            sheet.set_column_width_pixels(column as u16, FIGURES as u32)?;
        }
        let bold = formats::plain().set_bold();
        let header = formats::header(11);
        for (row, chart) in &self.charts {
            let mut row = *row;
            sheet.write_string_with_format(row, 0, cell_text(&chart.title), &bold)?;
            row += 1;
            let unit = match self.lang {
                Lang::Vi => "Tên",
                Lang::En => "Name",
            };
            sheet.write_string_with_format(row, 0, unit, &header)?;
            let mut highest = 1;
            for (at, series) in chart.series.iter().enumerate() {
                let name = cell_text(&series.name);
                highest = highest.max(lines(&name, 11, true, FIGURES));
                sheet.write_string_with_format(row, at as u16 + 1, name, &header)?;
            }
            sheet.set_row_height(row, height(highest, 11))?;
            row += 1;
            self.figures(&mut sheet, chart, row)?;
        }
        Ok(Some(sheet))
    }

    fn figures(
        &self,
        sheet: &mut Worksheet,
        chart: &block::Chart,
        first: u32,
    ) -> Result<(), XlsxError> {
        let plain = formats::plain().set_text_wrap();
        let number: Format = formats::plain()
            .set_num_format(formats::number_format(Figure::Fixed(chart.decimals.max(2))));
        for (at, category) in chart.categories.iter().enumerate() {
            let row = first + at as u32;
            let name = cell_text(category);
            sheet.set_row_height(row, height(lines(&name, 11, false, NAMES), 11))?;
            sheet.write_string_with_format(row, 0, name, &plain)?;
            for (column, series) in chart.series.iter().enumerate() {
                let value = series.values.get(at).copied().flatten().filter(|v| v.is_finite());
                if let (Some(value), Some(formula)) = (value, series.formulas.get(at)) {
                    let formula = Formula::new(formula).set_result(value.to_string());
                    sheet.write_formula_with_format(row, column as u16 + 1, formula, &number)?;
                } else if let Some(value) = value {
                    sheet.write_number_with_format(row, column as u16 + 1, value, &number)?;
                }
            }
        }
        Ok(())
    }
}

/// Where the figures of a chart stand.
struct Place<'a> {
    sheet: &'a str,
    first: u32,
    rows: u32,
}

impl Place<'_> {
    fn range(&self, column: u16) -> ChartRange {
        let last = self.first + self.rows.max(1) - 1;
        ChartRange::new_from_range(self.sheet, self.first, column, last, column)
    }

    fn name(&self, column: u16) -> ChartRange {
        let row = self.first - 1;
        ChartRange::new_from_range(self.sheet, row, column, row, column)
    }

    fn series(&self, at: usize) -> ChartSeries {
        let mut series = ChartSeries::new();
        let column = at as u16 + 1;
        series.set_name(&self.name(column));
        series.set_categories(&self.range(0)).set_values(&self.range(column));
        series
    }
}

fn draw(chart: &block::Chart, place: &Place<'_>, wide: u32, high: u32) -> Chart {
    let kind = match chart.kind {
        ChartKind::Columns | ChartKind::Whiskers => ChartType::Column,
        ChartKind::Stacked => ChartType::ColumnStacked,
        ChartKind::Radar => ChartType::RadarWithMarkers,
    };
    let mut drawn = Chart::new(kind);
    match chart.kind {
        ChartKind::Columns => columns(&mut drawn, chart, place),
        ChartKind::Stacked => stacked(&mut drawn, chart, place),
        ChartKind::Whiskers => whiskers(&mut drawn, chart, place),
        ChartKind::Radar => radar(&mut drawn, chart, place),
    }
    dress(&mut drawn, chart);
    drawn.set_width(wide).set_height(high);
    drawn
}

/// Excel takes no longer description of a picture.
const MOST_ALT_TEXT: usize = 255;

/// Title, fonts, axes, legend.
fn dress(drawn: &mut Chart, chart: &block::Chart) {
    let title = chart_text(&chart.title);
    drawn.title().set_name(&title).set_font(font(13).set_bold());
    drawn.set_alt_text(title.chars().take(MOST_ALT_TEXT).collect::<String>());
    drawn.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(10));
    let names = if chart.categories.len() > 14 { 8 } else { 10 };
    let grid = ChartLine::new().set_color(Color::RGB(0xD9D9D9)).clone();
    let axis = formats::number_format(Figure::Fixed(0));
    drawn.x_axis().set_font(&font(names));
    let y = drawn.y_axis();
    y.set_font(&font(10)).set_num_format(axis).set_min(0).set_major_gridlines_line(&grid);
    if let Some(top) = chart.top {
        y.set_max(top);
    }
    if chart.kind == ChartKind::Whiskers {
        drawn.legend().set_hidden();
    }
}

fn columns(drawn: &mut Chart, chart: &block::Chart, place: &Place<'_>) {
    let bars = chart.series.iter().filter(|s| !s.line).count();
    let mut lines = Chart::new(ChartType::Line);
    let mut any_line = false;
    for (at, series) in chart.series.iter().enumerate() {
        let mut shown = place.series(at);
        if series.line {
            let mut line = ChartLine::new();
            line.set_color(Color::Black).set_width(2.25).set_dash_type(ChartLineDashType::Dash);
            shown.set_format(ChartFormat::new().set_line(&line));
            shown.set_marker(ChartMarker::new().set_none());
            lines.push_series(&shown);
            any_line = true;
        } else {
            shown.set_format(&mut fill(at)).set_gap(60);
            if chart.categories.len() * bars <= MOST_LABELS {
                shown.set_data_label(&labels(chart.decimals, at));
            }
            drawn.push_series(&shown);
        }
    }
    if any_line {
        drawn.combine(&lines);
    }
}

fn stacked(drawn: &mut Chart, chart: &block::Chart, place: &Place<'_>) {
    for at in 0..chart.series.len() {
        let mut shown = place.series(at);
        shown.set_format(&mut fill(at)).set_gap(60).set_overlap(100);
        drawn.push_series(&shown);
    }
}

fn whiskers(drawn: &mut Chart, chart: &block::Chart, place: &Place<'_>) {
    let mut shown = place.series(0);
    shown.set_format(&mut fill(1)).set_gap(80);
    if chart.series.len() >= 3 {
        let mut bars = ChartErrorBars::new();
        bars.set_type(ChartErrorBarsType::Custom(place.range(3), place.range(2)))
            .set_direction(ChartErrorBarsDirection::Both);
        shown.set_y_error_bars(&bars);
    }
    drawn.push_series(&shown);
}

fn radar(drawn: &mut Chart, chart: &block::Chart, place: &Place<'_>) {
    for at in 0..chart.series.len() {
        let mut shown = place.series(at);
        let mut line = ChartLine::new();
        if at == 0 {
            line.set_color(Color::RGB(DARKEST)).set_width(2.5);
        } else {
            line.set_color(Color::RGB(0x7F7F7F)).set_width(2.0);
            line.set_dash_type(ChartLineDashType::Dash);
        }
        shown.set_format(ChartFormat::new().set_line(&line));
        drawn.push_series(&shown);
    }
}

fn font(size: u8) -> ChartFont {
    let mut font = ChartFont::new();
    font.set_name(FONT).set_size(size);
    font
}

/// At the foot of the columns, where no line crosses them.
fn labels(decimals: u8, at: usize) -> ChartDataLabel {
    let mut label = ChartDataLabel::new();
    let format = formats::number_format(Figure::Fixed(decimals));
    let ink = if FILLS[at % FILLS.len()].0 == DARKEST { Color::White } else { Color::Black };
    label.show_value().set_position(ChartDataLabelPosition::InsideBase);
    label.set_font(font(9).set_color(ink)).set_num_format(format);
    label
}

fn fill(at: usize) -> ChartFormat {
    let (front, back, pattern) = &FILLS[at % FILLS.len()];
    let mut format = ChartFormat::new();
    match pattern {
        None => {
            format.set_solid_fill(ChartSolidFill::new().set_color(Color::RGB(*front)));
        }
        Some(pattern) => {
            let mut fill = ChartPatternFill::new();
            fill.set_pattern(*pattern)
                .set_foreground_color(Color::RGB(*front))
                .set_background_color(Color::RGB(*back));
            format.set_pattern_fill(&fill);
        }
    }
    format.set_border(ChartLine::new().set_color(Color::RGB(0x404040)).set_width(0.75));
    format
}
