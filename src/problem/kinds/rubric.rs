//! Problems of this room.

crate::problem::kind::kinds! {}
