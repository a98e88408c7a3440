//! The parts of the page that are always in sight.

use crate::report::audience::{Audience, LANG};
use crate::report::block::{Block, Line, Role};
use crate::report::leaders::figures::Figures;
use crate::report::leaders::page::Leaders;
use crate::report::ranking::fields;
use crate::report::ranking::source::Source;
use crate::report::ranking::table::{self as ranking, Shown};
use crate::report::standing::block_name;
use crate::report::survey::satisfaction;
use crate::report::why::by_cause;
use crate::report::{heading, overview};

/// A part of the page, with the anchor that leads to it.
pub struct Section<'r> {
    pub id: &'static str,
    pub title: &'static str,
    pub blocks: Vec<Block<'r>>,
}

impl<'r> Leaders<'r> {
    /// Title and marks above all parts.
    pub fn head(&self) -> (String, String, Vec<Block<'r>>) {
        let round = &self.results.round;
        let marks = match self.audience {
            Audience::Inside => heading::marks(self.results, LANG),
            Audience::Public => heading::public_marks(self.results, LANG),
        };
        (round.title.clone(), round.issuer.clone(), marks)
    }

    /// The parts that are always in sight, in their order.
    pub fn sections(&self) -> Vec<Section<'r>> {
        let results = self.results;
        let mut sections = Vec::new();
        if self.audience == Audience::Inside {
            let blocks = overview::parts(results, LANG);
            sections.push(Section { id: "tong-quan", title: "Tổng quan", blocks });
        }
        sections.push(Section { id: "xep-hang", title: "Xếp hạng", blocks: self.rankings() });
        sections.push(Section { id: "linh-vuc", title: "Theo lĩnh vực", blocks: self.fields() });
        if self.audience == Audience::Inside {
            let blocks = self.lost();
            sections.push(Section {
                id: "nguyen-nhan",
                title: "Điểm mất theo nguyên nhân",
                blocks,
            });
        }
        if !results.surveys.is_empty() {
            let blocks = self.satisfaction();
            sections.push(Section { id: "hai-long", title: "Mức độ hài lòng", blocks });
        }
        let method = heading::method_for(results, self.audience == Audience::Public, LANG);
        let blocks = method.into_iter().map(|text| Block::Line(Line::new(Role::Plain, text)));
        sections.push(Section { id: "cach-tinh", title: "Cách tính", blocks: blocks.collect() });
        sections
    }

    fn named(&self, at: usize) -> Option<Block<'r>> {
        let block = &self.results.blocks[at];
        let name = block_name(self.results, block);
        Some(Block::Line(Line::new(Role::Section, name)))
    }

    fn rankings(&self) -> Vec<Block<'r>> {
        let mut blocks = Vec::new();
        for (at, block) in self.results.blocks.iter().enumerate() {
            blocks.extend(self.named(at));
            let classes = overview::classes(block, LANG);
            let classes = classes.map(|said| format!("Xếp loại: {said}."));
            blocks.extend(classes.map(|text| Block::Line(Line::new(Role::Plain, text))));
            let source = Source::plain(self.results, block, LANG);
            blocks.push(Block::Table(ranking::table(&[source], Shown::Read)));
        }
        blocks
    }

    fn fields(&self) -> Vec<Block<'r>> {
        let mut blocks = Vec::new();
        for (at, block) in self.results.blocks.iter().enumerate() {
            blocks.extend(self.named(at));
            let source = Source::plain(self.results, block, LANG);
            blocks.push(Block::Table(fields::of_block(&source)));
        }
        blocks
    }

    fn lost(&self) -> Vec<Block<'r>> {
        let mut blocks = Vec::new();
        for (at, block) in self.results.blocks.iter().enumerate() {
            blocks.extend(self.named(at));
            blocks.extend(by_cause::of_block(self.results, block, LANG));
        }
        blocks
    }

    fn satisfaction(&self) -> Vec<Block<'r>> {
        let mut blocks = Vec::new();
        for survey in &self.results.surveys {
            let title = heading::survey(survey, LANG);
            blocks.push(Block::Line(Line::new(Role::Section, title)));
            let table = satisfaction::table(self.results, survey, self.audience, LANG);
            blocks.push(Block::Table(table));
        }
        blocks
    }

    /// The figures that the page compares.
    pub fn figures(&self) -> Figures<'r> {
        Figures::of(self.results, self.audience)
    }
}
