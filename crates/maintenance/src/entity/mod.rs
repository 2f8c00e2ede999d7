//! Rows of the tables, private to the crate.
#![expect(unreachable_pub, reason = "sea-orm wants public rows")]

pub mod carried_task;
pub mod checklist;
pub mod inspection;
pub mod inspection_interval;
pub mod inspection_regime;
pub mod inspection_remark;
pub mod maintenance_plan;
pub mod mention;
pub mod plan_work;
pub mod service_level;
pub mod task;
pub mod team;
pub mod team_member;
pub mod ticket;
pub mod ticket_event;
pub mod ticket_follower;
pub mod work_log;
