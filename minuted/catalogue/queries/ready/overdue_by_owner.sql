-- title: Overdue commitments by owner
-- description: How many commitments are overdue for each owner, and since when.
SELECT council, owner, count(*) AS overdue, min(due_end) AS oldest_due FROM commitments
WHERE status = 'overdue' AND review <> 'rejected' GROUP BY council, owner ORDER BY overdue DESC
