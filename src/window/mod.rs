//! The window: pages on 127.0.0.1 for people who never open a terminal. A page computes nothing:
//! its buttons run the commands, so that both give the same bytes; what stands in the folder of
//! the round is all the state there is. An edge: it reads folders, starts programs, knows the time.
//!
//! * [`pages`]: one file per page or action, listed in `PAGES` and `ACTIONS`;
//! * [`steps`]: one file per step of the year, listed in `STEPS`;
//! * [`guard`]: who may ask; [`serve`]: how it is answered; [`jobs`]: commands that run.
#![allow(clippy::disallowed_methods, reason = "an edge: files, processes and the clock")]

mod answer;
mod app;
mod call;
mod changes;
mod desktop;
mod forms;
mod guard;
mod guide;
mod html;
mod jobs;
mod keys;
mod layout;
mod life;
mod own_files;
mod pages;
mod problems;
mod recent;
mod rounds;
mod routes;
mod running;
mod serve;
mod snapshot;
mod start;
mod steps;

pub use start::open;
