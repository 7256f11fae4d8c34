-- Beam SQL joins on equal values only: a subquery of one value is a view with a constant key, and a statement
-- of its own compares what the join gives. An outer join in place of not exists.
create view candidates as
select 1 as candidate_key, c_custkey, substring(c_phone from 1 for 2) as cntrycode, c_acctbal
from customer
where substring(c_phone from 1 for 2) in ('13', '31', '23', '29', '30', '18', '17');

create view average as
select 1 as average_key, avg(c_acctbal) as average_acctbal
from candidates
where c_acctbal > 0.00;

create view customers_with_orders as
select distinct o_custkey
from orders;

create view compared as
select c_custkey, cntrycode, c_acctbal, average_acctbal
from candidates, average
where candidate_key = average_key;

create view rich as
select c_custkey, cntrycode, c_acctbal
from compared
where c_acctbal > average_acctbal;

select cntrycode, count(*) as numcust, sum(c_acctbal) as totacctbal
from rich
left outer join customers_with_orders on c_custkey = o_custkey
where o_custkey is null
group by cntrycode
